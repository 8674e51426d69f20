import { ANSWER, API } from "../../gen/facts.ts";
import { isSessionLike } from "./find_records.ts";
import { isObject } from "./is_object.ts";
import { tokenText } from "./json_token.ts";

/** What a response says about itself beside its sessions. */
export type AnswerClaim =
  /** Nothing against it. */
  | { readonly kind: "whole" }
  /** Sessions are missing. */
  | { readonly kind: "partial"; readonly message: string }
  /** It is not ready yet. */
  | { readonly kind: "pending" }
  /** The request failed, whatever the status was. */
  | { readonly kind: "failed"; readonly message: string };

/** Members lie at the root, or in an object such as `meta.pagination`. */
const MAX_DEPTH = 3;
const MAX_WORDS = 300;
const NAMES = {
  failure: new Set(ANSWER.failure),
  problem: new Set(ANSWER.problem),
  success: new Set(ANSWER.success),
  status: new Set(ANSWER.status),
  partial: new Set(ANSWER.partial),
  whole: new Set(ANSWER.whole),
  total: new Set(ANSWER.total),
};

/**
 * Reads what the members of a response say about it, by the meanings that the spec gives them.
 *
 * @param body The whole response, parsed.
 * @param records Its sessions; `undefined` if it has no list of them.
 */
export function answerClaim(
  body: unknown,
  records: readonly unknown[] | undefined,
): AnswerClaim {
  // A list of other things than sessions may be one of errors.
  const strangers = records?.some(isSessionLike) ? [] : records ?? [];
  const members = [body, ...strangers].filter(isObject).flatMap((root) => membersOf(root, 0));
  const count = (records?.length ?? 0) - strangers.length;
  const failure = failureOf(members) ?? (count === 0 ? problemOf(members) : undefined);
  if (failure !== undefined) {
    return count === 0
      ? { kind: "failed", message: `The API answered with an error in a success: ${failure}` }
      : { kind: "partial", message: `The API gave a part of its answer and an error: ${failure}` };
  }
  const pending = members.find(isPending);
  if (pending && count === 0) return { kind: "pending" };
  const more = pending ?? members.find((member) => saysMore(member, count));
  return more === undefined
    ? { kind: "whole" }
    : { kind: "partial", message: `The API says that there is more: ${wordsOf(more)}` };
}

/** A member of a response that is not its sessions. */
interface Member {
  /** Its name as it came. */
  readonly label: string;
  /** Its name without case and punctuation. */
  readonly name: string;
  readonly value: unknown;
}

function membersOf(object: Record<string, unknown>, depth: number): Member[] {
  return Object.entries(object).flatMap(([label, written]): Member[] => {
    const value = tokenText(written);
    const member = { label, name: plain(label), value };
    const inner = isObject(value) && depth < MAX_DEPTH ? membersOf(value, depth + 1) : [];
    return [member, ...inner, ...linksOf(value)];
  });
}

/** The links of a list such as `[{"rel": "next", "href": "…"}]`. */
function linksOf(value: unknown): Member[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((link): Member[] =>
    isObject(link) && typeof link.rel === "string"
      ? [{ label: link.rel, name: plain(link.rel), value: link.href }]
      : []
  );
}

function failureOf(members: readonly Member[]): string | undefined {
  const failed = members.find(({ name, value }) =>
    (NAMES.failure.has(name) && isSet(value) && !isHarmless(value)) ||
    (name === plain(API.sessionsKey) && value === null) ||
    (NAMES.success.has(name) && isFalse(value)) ||
    (NAMES.status.has(name) && isFailedStatus(value))
  );
  if (!failed) return undefined;
  const told = members.find(({ name, value }) => NAMES.failure.has(name) && isSet(value)) ??
    members.find(({ name, value }) => NAMES.problem.has(name) && typeof value === "string") ??
    failed;
  return wordsOf(told);
}

/** What is told like an error, and by a success only where there is nothing else to tell. */
function problemOf(members: readonly Member[]): string | undefined {
  const problems = members.filter(({ name, value }) =>
    NAMES.problem.has(name) && isSet(value) && !isHarmless(value)
  );
  const told = problems.find(({ value }) => typeof value === "string") ?? problems[0];
  return told && wordsOf(told);
}

function saysMore({ name, value }: Member, count: number): boolean {
  return (NAMES.partial.has(name) && isSet(value)) ||
    (NAMES.whole.has(name) && isFalse(value)) ||
    (name.startsWith(ANSWER.next) && isSet(value)) ||
    (NAMES.status.has(name) && ANSWER.partialStatus.includes(plain(value))) ||
    (NAMES.total.has(name) && totalOf(value) > count);
}

/** A total, also written as `"4,321"` or `{"value": 4321}`; NaN if it is none. */
function totalOf(value: unknown): number {
  if (isObject(value)) return totalOf(value.value);
  return Number(typeof value === "string" ? value.replace(/[\s,_']/g, "") : value);
}

function isPending({ name, value }: Member): boolean {
  return NAMES.status.has(name) && ANSWER.pendingStatus.includes(plain(value));
}

/** A word for a failure, or a number that is an HTTP status of one. */
function isFailedStatus(value: unknown): boolean {
  return ANSWER.failedStatus.includes(plain(value)) || Number(value) >= 400;
}

function isHarmless(value: unknown): boolean {
  if (typeof value === "object") return false;
  const number = Number(value);
  return ANSWER.harmless.includes(plain(value)) || number === 0 || (number >= 200 && number < 300);
}

function isFalse(value: unknown): boolean {
  return value === false || ["0", "false", "no"].includes(plain(value));
}

/** Whether a member says anything: neither nothing nor no. */
function isSet(value: unknown): boolean {
  if (value === null || value === undefined || value === "" || isFalse(value)) return false;
  if (typeof value === "object") return Object.values(value).some(isSet);
  return !["none", "null"].includes(plain(value));
}

/** A member in words: its own, or its name and what it holds. */
function wordsOf({ label, value }: Member): string {
  const inner = isObject(value) ? value : Array.isArray(value) ? value[0] : undefined;
  const told = isObject(inner)
    ? Object.entries(inner).find(([name, text]) =>
      NAMES.problem.has(plain(name)) && typeof text === "string"
    )?.[1]
    : inner ?? value;
  const text = typeof told === "string" && told !== ""
    ? `${label}: ${told}`
    : `${label}: ${JSON.stringify(value)}`;
  // deno-lint-ignore no-control-regex -- such characters are what is taken out
  return text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, " ").slice(0, MAX_WORDS);
}

/** A text without case and punctuation; nothing of what is not a text or a number. */
function plain(value: unknown): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value).toLowerCase().replace(/[^a-z\d]/g, "")
    : "";
}
