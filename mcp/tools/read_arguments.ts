import type { z } from "zod";
import { closest, describe, QueryError, type QueryFinding } from "../../src/mod.ts";
import { type JsonSchema, jsonSchema } from "./json_schema.ts";
import { lenient } from "./lenient.ts";
import { toolFinding } from "./tool_finding.ts";

/**
 * Reads the arguments of a call.
 *
 * @param check Finds what else is wrong, with arguments of which only some are.
 * @throws QueryError with all that is wrong at once; an unknown name comes with the known ones.
 */
export async function readArguments<Input extends z.ZodObject>(
  input: Input,
  received: unknown,
  check: (args: z.output<Input>) => Promise<readonly QueryFinding[]>,
): Promise<z.output<Input>> {
  const schema = jsonSchema(input);
  const read = lenient(received ?? {}, schema);
  const result = input.safeParse(read);
  if (result.success) return result.data;
  const { issues } = result.error;
  const rest = without(read, issues);
  const readable = input.safeParse(rest);
  const more = readable.success ? await check(readable.data) : [];
  throw QueryError.of([
    ...issues.flatMap((issue) => findings(issue, schema, read)),
    // What was taken out is not missing.
    ...more.filter((finding) => Object.hasOwn(rest, argumentOf(finding))),
  ]);
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
  return toolFinding(finding).parameter.split(/[.[]/)[0]!;
}

function findings(issue: z.core.$ZodIssue, schema: JsonSchema, read: unknown): QueryFinding[] {
  const at = schemaAt(schema, issue.path);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => unknownArgument(key, issue.path, at, schema));
  }
  const value = valueAt(read, issue.path);
  return [{
    parameter: pathText(issue.path) || "arguments",
    received: value === undefined ? "nothing" : describe(value),
    problem: issue.message.replace(/^Invalid input: /, ""),
    allowed: allowedBy(at),
    example: exampleOf(issue.path[0], schema),
  }];
}

function unknownArgument(
  key: string,
  path: PropertyKey[],
  at: JsonSchema | undefined,
  schema: JsonSchema,
): QueryFinding {
  const names = Object.keys(at?.properties ?? {});
  const meant = closest(key, names);
  return {
    parameter: pathText([...path, key]),
    received: describe(key),
    problem: `there is no such argument${meant ? `; did you mean ${meant}?` : ""}`,
    allowed: names.join(", "),
    example: exampleOf(path[0] ?? meant ?? names[0], schema),
  };
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

/** An argument as it could be; of a member that is wrong, the whole argument. */
function exampleOf(argument: PropertyKey | undefined, schema: JsonSchema): string {
  const name = String(argument);
  return `${JSON.stringify(name)}: ${JSON.stringify(exampleValue(schema.properties?.[name]))}`;
}

function exampleValue(schema: JsonSchema | undefined): unknown {
  switch (schema?.type) {
    case "array":
      return [exampleValue(schema.items)];
    case "object":
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, of]) => [name, exampleValue(of)]),
      );
    case "integer":
    case "number":
      return schema.minimum ?? 1;
    case "boolean":
      return true;
    default:
      return schema?.enum?.[0] ?? "…";
  }
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
