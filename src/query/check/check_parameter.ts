import type { ParameterFact } from "../../../gen/endpoint.ts";
import { meantValue, only, readList } from "../finding/correction.ts";
import type { Report } from "../finding/finding.ts";

const ALLOWED: Readonly<Record<ParameterFact["type"], string>> = {
  boolean: "true or false",
  string: "text that is not empty",
  number: "a finite number",
  integer: "an integer",
};

/**
 * Checks the value of a filter that is a parameter of its own.
 *
 * @returns The value as it goes on the wire, or `undefined` if something is wrong with it.
 */
export function checkParameter(
  name: string,
  value: unknown,
  { type }: Pick<ParameterFact, "type">,
  report: Report,
): string | boolean | undefined {
  switch (type) {
    case "boolean":
      if (typeof value === "boolean") return value;
      break;
    case "string":
      if (typeof value === "string" && value.trim() !== "") return value;
      break;
    case "number":
      if (Number.isFinite(value)) return String(value);
      break;
    case "integer":
      if (Number.isSafeInteger(value)) return String(value);
  }
  const isEmpty = type === "string" && typeof value === "string";
  report(name, { value }, {
    problem: isEmpty
      ? "this must not be empty"
      : `this must be ${type === "integer" ? "an" : "a"} ${type}`,
    allowed: ALLOWED[type],
    correction: only(name, meantValue(value, type)),
    ...type === "string" && (readList(value)?.length ?? 0) > 1 && {
      wayOut: "one_call_each" as const,
    },
  });
  return undefined;
}
