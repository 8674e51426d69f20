import process from "node:process";
import { DEFAULT_OPTIONS } from "./options.ts";
import { run } from "./run.ts";

const args = process.argv.slice(2);

// As hosts start it, without options, it starts sooner without what reads them.
if (args.length === 0) {
  process.exitCode = await run(DEFAULT_OPTIONS);
} else {
  const { CommanderError } = await import("commander");
  const { mcpCommand } = await import("./command.ts");
  try {
    await mcpCommand((code) => process.exitCode = code).exitOverride()
      .parseAsync(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  }
}
