import type { QueryFinding } from "../../../src/mod.ts";
import {
  MAX_FINDINGS,
  MAX_JSON_LENGTH,
  MAX_MESSAGE_DEPTH,
  MAX_NAME_LENGTH,
  MAX_NAMES,
  MAX_TEXT_LENGTH,
  MAX_UNKNOWN,
} from "../../bounds.ts";
import type { JsonSchema } from "./json_schema.ts";

/**
 * Finds what is larger than its schema allows, before anything else is done with it: to look for
 * what is meant by each of a million members takes minutes. What has no schema, or not the type that
 * its schema says, has the bounds of a text or of a short list.
 */
export function findTooLarge(args: unknown, schema: JsonSchema): QueryFinding[] {
  const findings: QueryFinding[] = [];
  visit(args, schema, "", 0, findings);
  return findings;
}

function visit(
  value: unknown,
  schema: JsonSchema | undefined,
  path: string,
  depth: number,
  findings: QueryFinding[],
): void {
  if (findings.length >= MAX_FINDINGS) return;
  const report = (problem: string, size: number, max: number, unit: string) =>
    findings.push({
      parameter: path || "arguments",
      received: `${size} ${unit}`,
      problem,
      allowed: `at most ${max} ${unit}`,
    });
  if (typeof value === "string") {
    const isJson = schema?.type === "array" || schema?.type === "object";
    const max = isJson ? MAX_JSON_LENGTH : ofType(schema, "string")?.maxLength ?? MAX_TEXT_LENGTH;
    if (value.length > max) report("this text is too long", value.length, max, "characters");
    return;
  }
  if (typeof value !== "object" || value === null) return;
  if (depth >= MAX_MESSAGE_DEPTH) {
    report("this is nested too deep", depth + 1, MAX_MESSAGE_DEPTH, "levels");
    return;
  }
  if (Array.isArray(value)) {
    const max = ofType(schema, "array")?.maxItems ?? MAX_UNKNOWN;
    if (value.length > max) return void report("there are too many", value.length, max, "members");
    value.forEach((member, index) =>
      visit(member, schema?.items, `${path}[${index}]`, depth + 1, findings)
    );
    return;
  }
  const properties = ofType(schema, "object")?.properties ?? {};
  const entries = Object.entries(value);
  const max = depth === 0 ? MAX_NAMES : MAX_UNKNOWN;
  if (entries.length > max) return void report("there are too many", entries.length, max, "names");
  for (const [name, member] of entries) {
    if (name.length > MAX_NAME_LENGTH) {
      report("a name in this is too long", name.length, MAX_NAME_LENGTH, "characters");
    } else {
      const known = Object.hasOwn(properties, name) ? properties[name] : undefined;
      visit(member, known, path === "" ? name : `${path}.${name}`, depth + 1, findings);
    }
  }
}

/** The schema, if it is of that type: what it says of another type has no meaning for the value. */
function ofType(schema: JsonSchema | undefined, type: string): JsonSchema | undefined {
  return schema?.type === type ? schema : undefined;
}
