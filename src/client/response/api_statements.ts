import { isObject } from "../../session/decode/json/is_object.ts";
import type { CallersName } from "./blamed_parameter.ts";

/** Something that the API says in an error, and what it is about if it says that too. */
export interface ApiStatement {
  /** In the API's own words; empty if it names a parameter only. */
  readonly words: string;
  /** The parameter as the API names it. */
  readonly name?: string;
}

/** Names under which services put words for people, the most telling first. */
const WORDS = [
  "message",
  "msg",
  "detail",
  "description",
  "error_description",
  "reason",
  "errorMessage",
  "error_message",
  "title",
  "error",
];

/** Names under which they put what an error is about. */
const NAMES = [
  "field",
  "parameter",
  "param",
  "property",
  "propertyPath",
  "argument",
  "path",
  "loc",
  "pointer",
  "source",
];

/** Of what follows, each member is an error about the parameter that it is called by. */
const BY_PARAMETER = /^(?:field_?|validation_?|parameter_?)?errors$|^invalid[-_]?params$/i;

const MAX_STATEMENTS = 20;
const MAX_DEPTH = 6;

/**
 * Reads what the body of an error says. There is no common envelope, so every shape that is usual is
 * read: text, problem details, lists and maps of errors, errors in errors. A page of HTML says nothing
 * to people.
 */
export function apiStatements(body: string, callersName: CallersName): readonly ApiStatement[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    // Neither a page of HTML nor JSON that is cut off is meant for people.
    return /^\s*[<{[]/.test(body) ? [] : [{ words: body.trim() }].filter(({ words }) => words);
  }
  const statements: ApiStatement[] = [];
  collect(parsed, undefined, 0, { callersName, found: statements });
  const telling = statements.filter(({ words, name }) => words !== "" || name !== undefined);
  return telling.length > 0 || !isObject(parsed) ? telling : codeOf(parsed);
}

/** What was found so far. */
interface Statements {
  readonly callersName: CallersName;
  readonly found: ApiStatement[];
}

function collect(
  value: unknown,
  name: string | undefined,
  depth: number,
  statements: Statements,
): void {
  if (depth > MAX_DEPTH || statements.found.length >= MAX_STATEMENTS) return;
  if (typeof value === "string") {
    if (value.trim() !== "") statements.found.push({ words: value, name });
  } else if (Array.isArray(value)) {
    for (const member of value) collect(member, name, depth + 1, statements);
  } else if (isObject(value)) collectObject(value, name, depth, statements);
}

function collectObject(
  value: Readonly<Record<string, unknown>>,
  outer: string | undefined,
  depth: number,
  statements: Statements,
): void {
  const key = WORDS.find((key) => typeof value[key] === "string" && value[key] !== "");
  // `name` is many things; beside a reason it is the parameter's.
  const isReason = typeof value.reason === "string" || key !== undefined && depth > 1;
  const named = [...NAMES, ...isReason ? ["name"] : []].map((key) => nameIn(value[key]))
    .find((found) => found !== undefined);
  const name = named ?? outer;
  if (key !== undefined) statements.found.push({ words: value[key] as string, name });
  for (const [member, inner] of Object.entries(value)) {
    if (
      key === undefined && depth > 0 && typeof inner === "string" &&
      statements.callersName(member)
    ) {
      statements.found.push({ words: inner, name: member });
    }
    if (typeof inner !== "object" || inner === null || NAMES.includes(member)) continue;
    if (BY_PARAMETER.test(member) && isObject(inner) && !WORDS.some((word) => word in inner)) {
      for (const [parameter, statement] of Object.entries(inner)) {
        collect(statement, parameter, depth + 1, statements);
      }
    } else if (
      !Array.isArray(inner) || inner.some((one) => typeof one === "object") || isSaying(member)
    ) {
      collect(inner, name, depth + 1, statements);
    }
  }
}

/** Whether a list of texts under this name is a list of things said. */
function isSaying(member: string): boolean {
  return WORDS.includes(member) || /(?:errors|messages|details|warnings|reasons)$/i.test(member);
}

/** A name: a text, the last part of a path, or the `parameter` of an object. */
function nameIn(value: unknown): string | undefined {
  if (typeof value === "string") {
    const last = value.split(/[/.[\]]+/).filter(Boolean).at(-1);
    return last !== undefined && /^[\w-]{1,64}$/.test(last) ? last : undefined;
  }
  if (Array.isArray(value)) return nameIn(value.findLast((part) => typeof part === "string"));
  if (!isObject(value)) return undefined;
  return nameIn(value.parameter) ?? nameIn(value.pointer) ?? nameIn(value.field);
}

/** An error that has a code and no words. */
function codeOf(body: Readonly<Record<string, unknown>>): ApiStatement[] {
  for (const at of [body, body.error]) {
    if (!isObject(at)) continue;
    const code = ["code", "errorCode", "error_code", "type", "status"].map((name) => at[name])
      .find((code) => typeof code === "string" && code !== "");
    if (code !== undefined) return [{ words: code as string }];
  }
  return [];
}
