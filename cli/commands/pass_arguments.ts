import type { Command } from "commander";

/** Makes a command take any argument, `--help` too, for who reads them himself. */
export function passArguments(command: Command): void {
  command.argument("[arguments...]").allowUnknownOption().helpOption(false);
}
