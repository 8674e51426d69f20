import type { Correction, Endpoint } from "../../src/mod.ts";
import { NEXT_STEP_WORDS, type NextStep, shellSyntax, shellWord } from "../../src/view/mod.ts";
import { cleanText } from "../text/clean_text.ts";
import type { ExplainOptions } from "./explain_options.ts";
import { sessionsSql } from "./sessions_sql.ts";

/**
 * Writes what is worth asking next as commands of the shell, each under what it is for.
 *
 * @param again What the question had beside its query, for a step that is the same question anew.
 */
export function nextStepLines(
  steps: readonly NextStep[],
  options: ExplainOptions,
  endpoint: Endpoint,
  again: Correction,
): string[] {
  const commands = nextCommands(steps, options, endpoint, again);
  return [...Map.groupBy(commands, ({ reason }) => reason)].flatMap(([reason, those]) => [
    `${NEXT_STEP_WORDS[reason]}:`,
    ...those.map(({ command }) => `  conviva-sessions ${command}`),
  ]);
}

/** What is worth asking next, as a command. */
export interface NextCommand {
  /** What for. */
  readonly reason: NextStep["reason"];
  /** The command and its options, without the name of the program. */
  readonly command: string;
}

/** What is worth asking next, as commands of the shell. */
export function nextCommands(
  steps: readonly NextStep[],
  options: ExplainOptions,
  endpoint: Endpoint,
  again: Correction = {},
): readonly NextCommand[] {
  return steps.flatMap(({ reason, ask, query, baseline }) => {
    const isAnew = reason === "enough_sessions" || reason === "day_before";
    const asked = { ...query, ...baseline && { baseline }, ...isAnew && again };
    const step = { ask, query: asked };
    const command = options.in === undefined
      ? apiCommand(step, options)
      : outputCommand(step, options.in, endpoint);
    // What cannot be shown as it is would mean something else when it is typed.
    return command !== undefined && cleanText(command) === command ? [{ reason, command }] : [];
  });
}

type Step = Omit<NextStep, "reason">;

function apiCommand({ ask, query }: Step, { sandbox, accountDimensions }: ExplainOptions): string {
  return [
    ask,
    ...sandbox ? ["--sandbox"] : [],
    ...accountDimensions ? ["--account-dimensions"] : [],
    shellSyntax(query),
  ].join(" ");
}

/** The sessions of an output are found by SQL. */
function outputCommand({ ask, query }: Step, output: string, endpoint: Endpoint) {
  const source = `--in ${shellWord(output)}`;
  if (ask === "diagnose") return `diagnose ${source} ${shellSyntax(query)}`;
  const sql = sessionsSql(query, endpoint);
  return sql && `sql ${shellWord(sql)} ${source}`;
}
