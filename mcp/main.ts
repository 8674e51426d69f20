import { DEFAULT_OPTIONS } from "./options.ts";
import { run } from "./run.ts";

// As hosts start it, without options, it starts sooner without what reads them.
if (Deno.args.length === 0) {
  Deno.exitCode = await run(DEFAULT_OPTIONS);
} else {
  const { CommanderError } = await import("commander");
  const { mcpCommand } = await import("./command.ts");
  try {
    await mcpCommand().exitOverride().parseAsync(Deno.args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    Deno.exitCode = error.exitCode === 0 ? 0 : 2;
  }
}
