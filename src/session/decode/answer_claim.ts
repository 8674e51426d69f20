import type { Endpoint } from "../../../gen/endpoint.ts";
import { perEndpoint } from "../../query/per_endpoint.ts";
import { errorClaim, moreClaim } from "../coverage/gaps.ts";
import { isSessionLike } from "./find_records.ts";
import { isObject } from "./json/is_object.ts";
import { tokenText } from "./json/json_token.ts";

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

/** The names of members and the words that mean something. */
type Meanings = ReturnType<typeof meaningsOf>;

const meaningsOf = perEndpoint(({ answer, listName }) => ({
  list: plain(listName),
  failure: new Set(answer.failure),
  problem: new Set(answer.problem),
  success: new Set(answer.success),
  status: new Set(answer.status),
  failedStatus: new Set(answer.failedStatus),
  pendingStatus: new Set(answer.pendingStatus),
  partialStatus: new Set(answer.partialStatus),
  harmless: new Set(answer.harmless),
  partial: new Set(answer.partial),
  whole: new Set(answer.whole),
  total: new Set(answer.total),
  next: answer.next,
}));

/**
 * Reads what the members of a response say about it, by the meanings that the spec gives them.
 *
 * @param body The whole response, parsed.
 * @param records Its sessions; `undefined` if it has no list of them.
 */
export function answerClaim(
  body: unknown,
  records: readonly unknown[] | undefined,
  endpoint: Endpoint,
): AnswerClaim {
  const meanings = meaningsOf(endpoint);
  // A list of other things than sessions may be one of errors.
  const hasSessions = records?.some((record) => isSessionLike(record, endpoint));
  const strangers = hasSessions ? [] : records ?? [];
  const members = [body, ...strangers].filter(isObject).flatMap((root) => membersOf(root, 0));
  const count = (records?.length ?? 0) - strangers.length;
  const failure = failureOf(members, meanings) ??
    (count === 0 ? problemOf(members, meanings) : undefined);
  if (failure !== undefined) {
    return count === 0
      ? { kind: "failed", message: `The API answered with an error in a success: ${failure}` }
      : { kind: "partial", message: errorClaim(failure) };
  }
  const pending = members.find((member) => isPending(member, meanings));
  if (pending && count === 0) return { kind: "pending" };
  const more = pending ?? members.find((member) => saysMore(member, count, meanings));
  return more === undefined
    ? { kind: "whole" }
    : { kind: "partial", message: moreClaim(wordsOf(more, meanings)) };
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

function failureOf(members: readonly Member[], meanings: Meanings): string | undefined {
  const failed = members.find(({ name, value }) =>
    (meanings.failure.has(name) && isSet(value) && !isHarmless(value, meanings)) ||
    (name === meanings.list && value === null) ||
    (meanings.success.has(name) && isFalse(value)) ||
    (meanings.status.has(name) && isFailedStatus(value, meanings))
  );
  if (!failed) return undefined;
  const told = members.find(({ name, value }) => meanings.failure.has(name) && isSet(value)) ??
    members.find(({ name, value }) => meanings.problem.has(name) && typeof value === "string") ??
    failed;
  return wordsOf(told, meanings);
}

/** What is told like an error, and by a success only where there is nothing else to tell. */
function problemOf(members: readonly Member[], meanings: Meanings): string | undefined {
  const problems = members.filter(({ name, value }) =>
    meanings.problem.has(name) && isSet(value) && !isHarmless(value, meanings)
  );
  const told = problems.find(({ value }) => typeof value === "string") ?? problems[0];
  return told && wordsOf(told, meanings);
}

function saysMore({ name, value }: Member, count: number, meanings: Meanings): boolean {
  return (meanings.partial.has(name) && isSet(value)) ||
    (meanings.whole.has(name) && isFalse(value)) ||
    (name.startsWith(meanings.next) && isSet(value)) ||
    (meanings.status.has(name) && meanings.partialStatus.has(plain(value))) ||
    (meanings.total.has(name) && totalOf(value) > count);
}

/** A total, also written as `"4,321"` or `{"value": 4321}`; NaN if it is none. */
function totalOf(value: unknown): number {
  if (isObject(value)) return totalOf(value.value);
  return Number(typeof value === "string" ? value.replace(/[\s,_']/g, "") : value);
}

function isPending({ name, value }: Member, meanings: Meanings): boolean {
  return meanings.status.has(name) && meanings.pendingStatus.has(plain(value));
}

/** A word for a failure, or a number that is an HTTP status of one. */
function isFailedStatus(value: unknown, meanings: Meanings): boolean {
  return meanings.failedStatus.has(plain(value)) || Number(value) >= 400;
}

function isHarmless(value: unknown, meanings: Meanings): boolean {
  if (typeof value === "object") return false;
  const number = Number(value);
  return meanings.harmless.has(plain(value)) || number === 0 || (number >= 200 && number < 300);
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
function wordsOf({ label, value }: Member, meanings: Meanings): string {
  const inner = isObject(value) ? value : Array.isArray(value) ? value[0] : undefined;
  const told = isObject(inner)
    ? Object.entries(inner).find(([name, text]) =>
      meanings.problem.has(plain(name)) && typeof text === "string"
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
