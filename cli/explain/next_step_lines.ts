import { NEXT_STEP_WORDS, type NextStep, shellSyntax } from "../../src/view/mod.ts";
import { cleanText } from "../text/clean_text.ts";
import type { ExplainOptions } from "./explain_options.ts";

/** Writes what is worth asking next as commands of the shell, each under what it is for. */
export function nextStepLines(steps: readonly NextStep[], options: ExplainOptions): string[] {
  return steps.flatMap(({ reason, ask, query }, index) => {
    const command = [
      "conviva-sessions",
      ask,
      ...sourceOptions(options),
      shellSyntax(query),
    ].join(" ");
    // What cannot be shown as it is would mean something else when it is typed.
    if (cleanText(command) !== command) return [];
    const isNamed = steps[index - 1]?.reason === reason;
    return [...isNamed ? [] : [`${NEXT_STEP_WORDS[reason]}:`], `  ${command}`];
  });
}

/** The options that ask the same source. */
function sourceOptions({ sandbox, accountDimensions }: ExplainOptions): string[] {
  return [
    ...sandbox ? ["--sandbox"] : [],
    ...accountDimensions ? ["--account-dimensions"] : [],
  ];
}
