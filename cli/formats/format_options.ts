import { type Command, Option } from "commander";
import { type Format, FORMATS } from "./output.ts";

/** How rows are written. */
export interface FormatOptions {
  readonly format: Format;
}

/** Adds the option that says how rows are written. */
export function addFormatOption(command: Command): Command {
  return command
    .optionsGroup("How they are shown:")
    .addOption(
      new Option("--format <form>", "form of the output").choices(FORMATS).default("table"),
    );
}
