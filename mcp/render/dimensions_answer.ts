import type { SeenValue } from "../../src/view/mod.ts";
import type { NamedDimension } from "../tools/knowledge/named_dimensions.ts";
import { type Answer, rowsAnswer } from "./answer.ts";
import { cleanText } from "./clean_text.ts";
import { count } from "./coverage_text.ts";
import { Line, line } from "./line.ts";

/** Values shown of each of many dimensions, and the most bytes that they take. */
const FEW_VALUES = 5;
const FEW_VALUES_LENGTH = 100;

const ABOUT_VALUES = Line.own(
  "Values are those of sessions seen lately, most frequent first; others may exist. They are " +
    "case-sensitive.",
);

/**
 * Writes a list of dimensions and tags with some values of each.
 *
 * @param missing What could not be found out.
 */
export function dimensionsAnswer(
  dimensions: readonly NamedDimension[],
  missing: readonly Line[],
  tokenBudget: number,
): Answer {
  const tags = dimensions.filter(({ isTag }) => isTag).length;
  const rows = dimensions.map(({ name, meaning, inAccount, values }) => [
    cleanText(name),
    cleanText(meaning),
    inAccount === undefined ? "" : inAccount ? "yes" : "no",
    fewValues(values().map(({ value }) => value)),
  ]);
  const facts = [
    line`${count(dimensions.length - tags, "dimension")}, ${
      count(tags, "custom tag")
    }. Names are keys: use them as they stand in filters and fields.`,
    ABOUT_VALUES,
    ...missing,
  ];
  const columns = ["dimension", "meaning", "in this account", "values seen lately"];
  return rowsAnswer(facts, columns, rows, tokenBudget);
}

/** Writes all values of one dimension or tag. */
export function valuesAnswer(
  { name, meaning, values }: NamedDimension,
  missing: readonly Line[],
  tokenBudget: number,
): Answer {
  const rows = values().map(({ value, sessions }: SeenValue) => [
    cleanText(value),
    String(sessions),
  ]);
  const facts = [
    count(rows.length, "value"),
    // Not with a colon, behind which a redaction takes the value of what is named so.
    line`${meaning} (${name})`,
    ABOUT_VALUES,
    ...missing,
  ];
  return rowsAnswer(facts, ["value", "sessions"], rows, tokenBudget);
}

function fewValues(values: readonly string[]): string {
  const shown: string[] = [];
  for (const value of values.slice(0, FEW_VALUES).map((value) => cleanText(value, 60))) {
    shown.push(value);
    if (shown.join("; ").length > FEW_VALUES_LENGTH) break;
  }
  return shown.join("; ");
}
