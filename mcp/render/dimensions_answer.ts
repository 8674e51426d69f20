import type { AccountDimension } from "../../src/mod.ts";
import type { ToolAnswer } from "../tools/tool.ts";
import type { ToolContext } from "../tools/tool_context.ts";
import { cleanText } from "./clean_text.ts";
import { count } from "./coverage_text.ts";
import { rowsAnswer } from "./table_answer.ts";

/** Values shown of each of many dimensions, and the most bytes that they take. */
const FEW_VALUES = 5;
const FEW_VALUES_LENGTH = 100;

/**
 * Writes a list of dimensions with some values of each, or all values of one.
 *
 * @param dimensions Names and descriptions.
 * @param account The account's own list.
 * @param missing What could not be found out, a sentence each.
 * @param only Name of the dimension, if it is about one.
 */
export function dimensionsAnswer(
  dimensions: readonly (readonly [name: string, description: string])[],
  account: readonly AccountDimension[],
  missing: readonly string[],
  only: string | undefined,
  { seen, tokenBudget }: Pick<ToolContext, "seen" | "tokenBudget">,
): ToolAnswer {
  const inAccount = new Set(account.map(({ name }) => name));
  const rows = only === undefined
    ? dimensions.map(([name, description]) => [
      name,
      cleanText(description),
      availability(name, inAccount),
      fewValues(seen.of(name).map(({ value }) => value)),
    ])
    : seen.of(only).map(({ value, sessions }) => [cleanText(value), String(sessions)]);
  const columns = only === undefined
    ? ["dimension", "meaning", "in this account", "values seen lately"]
    : ["value", "sessions"];
  const facts = [
    only === undefined
      ? count(dimensions.length, "dimension")
      : `${only}: ${cleanText(dimensions[0]?.[1] ?? "")}: ${count(rows.length, "value")}`,
    "Values are those of sessions seen lately, most frequent first; others may exist. They are " +
    "case-sensitive.",
    ...missing,
  ];
  return rowsAnswer(facts, columns, rows, tokenBudget);
}

/** Whether the account has a dimension; its list may not be there to ask. */
function availability(name: string, inAccount: ReadonlySet<string>): string {
  if (inAccount.size === 0) return "";
  return inAccount.has(name) ? "yes" : "no";
}

function fewValues(values: readonly string[]): string {
  const shown: string[] = [];
  for (const value of values.slice(0, FEW_VALUES).map((value) => cleanText(value, 60))) {
    shown.push(value);
    if (shown.join("; ").length > FEW_VALUES_LENGTH) break;
  }
  return shown.join("; ");
}
