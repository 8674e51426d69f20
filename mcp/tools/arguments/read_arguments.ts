import type { z } from "zod";
import type { Endpoint, QueryFinding } from "../../../src/mod.ts";
import { describe, queryError, TOOL_DIALECT } from "../../../src/view/mod.ts";
import { MAX_FINDINGS } from "../../bounds.ts";
import { findTooLarge } from "./argument_size.ts";
import { type JsonSchema, jsonSchema } from "./json_schema.ts";
import { lenient } from "./lenient.ts";
import { type MeantArgument, meantArgument, meantUnknown } from "./meant_argument.ts";

/**
 * Reads the arguments of a call.
 *
 * @param endpoint What they ask, which tells what is meant by a name.
 * @param check Finds what else is wrong, with arguments of which only some are.
 * @throws QueryError with all that is wrong at once; an unknown name comes with the known ones. Of
 * arguments that are too large, nothing else is looked at.
 */
export async function readArguments<Input extends z.ZodObject>(
  input: Input,
  received: unknown,
  endpoint: Endpoint,
  check: (args: z.output<Input>) => Promise<readonly QueryFinding[]>,
): Promise<z.output<Input>> {
  const schema = jsonSchema(input);
  refuseTooLarge(received, schema);
  const read = lenient(received ?? {}, schema);
  // What stood in a text as JSON.
  refuseTooLarge(read, schema);
  const result = input.safeParse(read);
  if (result.success) return result.data;
  const { issues } = result.error;
  const rest = without(read, issues);
  const readable = input.safeParse(rest);
  const more = readable.success ? await check(readable.data) : [];
  const found = issues.flatMap(single).map((issue, index) =>
    index < MAX_FINDINGS ? finding(issue, schema, read, endpoint) : bareFinding(issue)
  );
  throw queryError([
    ...await Promise.all(
      found.map((finding) => withTriedCorrection(finding, { rest, input, schema, check })),
    ),
    // What was taken out is not missing.
    ...more.filter((finding) => Object.hasOwn(rest, argumentOf(finding))),
  ]);
}

function refuseTooLarge(args: unknown, schema: JsonSchema): void {
  const tooLarge = findTooLarge(args, schema);
  if (tooLarge.length > 0) throw queryError(tooLarge);
}

/** The finding with its correction only if a call with that would be taken. */
async function withTriedCorrection<Input extends z.ZodObject>(
  finding: QueryFinding,
  { rest, input, schema, check }: {
    readonly rest: object;
    readonly input: Input;
    readonly schema: JsonSchema;
    readonly check: (args: z.output<Input>) => Promise<readonly QueryFinding[]>;
  },
): Promise<QueryFinding> {
  const { correction, ...bare } = finding;
  if (!correction) return finding;
  const names = Object.keys(correction);
  const tried = input.safeParse(lenient({ ...rest, ...correction }, schema));
  const wrong = tried.success
    ? (await check(tried.data)).filter((more) => names.includes(argumentOf(more)))
    : tried.error.issues.filter(({ path }) => names.includes(String(path[0])));
  return wrong.length === 0 ? finding : bare;
}

/** The arguments of which nothing is known to be wrong. */
function without(read: unknown, issues: readonly z.core.$ZodIssue[]): object {
  const wrong = new Set(
    issues.flatMap((issue) =>
      issue.path.length === 0 && issue.code === "unrecognized_keys" ? issue.keys : [issue.path[0]]
    ),
  );
  return Object.fromEntries(Object.entries(Object(read)).filter(([name]) => !wrong.has(name)));
}

/** The argument that a finding is about. */
function argumentOf(finding: QueryFinding): string {
  return TOOL_DIALECT.parameter(finding.parameter).split(/[.[]/)[0]!;
}

/** An issue that is about one thing. */
type Issue = z.core.$ZodIssue & { readonly unknownName?: string };

/** One issue for each name that is not known. */
function single(issue: z.core.$ZodIssue): Issue[] {
  return issue.code === "unrecognized_keys"
    ? issue.keys.map((unknownName) => ({ ...issue, unknownName }))
    : [issue];
}

/** The finding about a mistake of many: only counted, since it takes time to find what is meant. */
function bareFinding({ path, message, unknownName }: Issue): QueryFinding {
  const name = unknownName === undefined ? [] : [unknownName];
  return { parameter: pathText([...path, ...name]), problem: message };
}

function finding(
  issue: Issue,
  schema: JsonSchema,
  read: unknown,
  endpoint: Endpoint,
): QueryFinding {
  const at = schemaAt(schema, issue.path);
  if (issue.unknownName !== undefined) {
    return unknownArgument(issue.unknownName, issue.path, at, schema, read, endpoint);
  }
  const value = valueAt(read, issue.path);
  const argument = String(issue.path[0]);
  return {
    parameter: pathText(issue.path) || "arguments",
    received: value === undefined ? "nothing" : describe(value),
    problem: issue.message.replace(/^Invalid input: /, ""),
    allowed: allowedBy(at),
    ...meantOf(
      meantArgument(argument, valueAt(read, [argument]), schema.properties?.[argument], endpoint),
    ),
  };
}

function unknownArgument(
  key: string,
  path: PropertyKey[],
  at: JsonSchema | undefined,
  schema: JsonSchema,
  read: unknown,
  endpoint: Endpoint,
): QueryFinding {
  const names = Object.keys(at?.properties ?? {});
  const argument = String(path[0]);
  const meant = path.length > 0
    ? meantArgument(argument, valueAt(read, [argument]), schema.properties?.[argument], endpoint)
    : meantUnknown(key, valueAt(read, [key]), schema, valueAt(read, ["filters"]), endpoint);
  const [name] = Object.keys(meant.correction ?? {});
  return {
    parameter: pathText([...path, key]),
    received: describe(key),
    problem: `there is no such argument${
      name !== undefined && path.length === 0 ? `; did you mean ${name}?` : ""
    }`,
    allowed: names.join(", "),
    ...meantOf(meant),
  };
}

function meantOf({ correction, wayOut }: MeantArgument): Partial<QueryFinding> {
  return { ...correction && { correction }, ...wayOut && { wayOut } };
}

function allowedBy(schema: JsonSchema | undefined): string {
  if (schema?.enum) return schema.enum.join(", ");
  const { minimum, maximum } = schema ?? {};
  const range = minimum !== undefined && maximum !== undefined
    ? ` from ${minimum} to ${maximum}`
    : "";
  const members = schema?.items?.properties
    ? ` of objects with ${Object.keys(schema.items.properties).join(" and ")}`
    : "";
  return `${schema?.type ?? "something else"}${range}${members}`;
}

function schemaAt(schema: JsonSchema, path: PropertyKey[]): JsonSchema | undefined {
  return path.reduce<JsonSchema | undefined>(
    (at, part) => typeof part === "number" ? at?.items : at?.properties?.[String(part)],
    schema,
  );
}

function valueAt(value: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, part) => (at as Record<PropertyKey, unknown> | undefined)?.[part],
    value,
  );
}

function pathText(path: PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) =>
      typeof part === "number" ? `${text}[${part}]` : `${text}${text && "."}${String(part)}`,
    "",
  );
}
