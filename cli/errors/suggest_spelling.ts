import type { Command } from "commander";
import { closest } from "../../src/view/mod.ts";

/** What options are called elsewhere, and what they are called here. */
const SYNONYMS: Readonly<Record<string, string>> = {
  "--after": "--start",
  "--before": "--end",
  "--max": "--limit",
  "--count": "--limit",
  "--output": "--out",
  "--input": "--in",
  "--where": "--filter",
  "--duration": "--last",
};

/**
 * Finds the option or command that was meant by one that does not exist. Commander would offer the
 * nearest, however far (`--format` for `--from`).
 *
 * @returns A line for standard error; empty if none is near.
 */
export function suggestSpelling(
  program: Command,
  args: readonly string[],
  message: string,
): string {
  const [, kind, typed] = /unknown (option|command) '([^']*)'/.exec(message) ?? [];
  if (kind === undefined || typed === undefined) return "";
  const command = program.commands.find((command) => args.includes(command.name()));
  const names = kind === "command"
    ? program.commands.map((command) => command.name())
    : (command ?? program).options.map(({ long }) => long).filter((name) => name != null);
  const synonym = SYNONYMS[typed];
  const meant = synonym !== undefined && names.includes(synonym)
    ? synonym
    : closest(typed.replace(/^-+/, ""), names.map((name) => name.replace(/^-+/, "")));
  if (meant === undefined) return "";
  const dashes = kind === "option" && !meant.startsWith("-") ? "--" : "";
  return `(Did you mean ${dashes}${meant}?)\n`;
}
