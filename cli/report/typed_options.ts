import type { Command, Option } from "commander";
import type { TimeWindow } from "../../src/mod.ts";
import { formatTime, shellWord } from "../../src/view/mod.ts";

/** An option as it was typed. */
interface TypedOption {
  readonly option: Option;
  /** What stood behind it, if it takes something. */
  readonly value: string | null | undefined;
}

const typedOf = new WeakMap<Command, TypedOption[]>();

/**
 * Options that another run does not need: the range is given in moments, the page is there. What is
 * hidden is another name of the range's.
 */
const LEFT_OUT = ["last", "start", "end", "report", "open", "reveal-viewers"];

/** Remembers what is typed for the options that a command has by now. */
export function rememberTyped(command: Command): void {
  const typed: TypedOption[] = [];
  typedOf.set(command, typed);
  for (const option of command.options) {
    command.on(
      `option:${option.name()}`,
      (value: TypedOption["value"]) => typed.push({ option, value }),
    );
  }
}

/** A command that gives the same answer at any time: as it was typed, with its range in moments. */
export function repeatedCommand(command: Command, { startMs, endMs }: TimeWindow): string {
  const typed = (typedOf.get(command) ?? []).filter(({ option }) =>
    !option.hidden && !LEFT_OUT.includes(option.name())
  );
  return [
    "conviva-sessions",
    command.name(),
    ...typed.map(({ option, value }) =>
      value === null || value === undefined ? option.long : `${option.long} ${shellWord(value)}`
    ),
    `--start ${formatTime(startMs)}`,
    `--end ${formatTime(endMs)}`,
  ].join(" ");
}
