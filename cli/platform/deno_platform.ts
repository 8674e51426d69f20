import { CliError } from "../errors/cli_error.ts";
import { EXIT } from "../exit_code.ts";
import { ClosedPipe, type Io, type TextSink } from "../io.ts";
import { ignoringErrors } from "./ignoring_errors.ts";
import type { Platform } from "./platform.ts";

/** Deno. */
export const denoPlatform: Platform = {
  args: Deno.args,
  io: denoIo,
  onStopSignal(listener) {
    Deno.addSignalListener("SIGINT", listener);
    // Windows knows no SIGTERM.
    if (Deno.build.os !== "windows") Deno.addSignalListener("SIGTERM", listener);
  },
  exit: (code) => Deno.exit(code),
};

function denoIo(signal: AbortSignal): Io {
  return {
    stdout: streamSink(Deno.stdout),
    stderr: ignoringErrors(streamSink(Deno.stderr)),
    env: (name) => Deno.env.get(name),
    runtime: { name: "Deno", version: Deno.version.deno, os: Deno.build.os },
    now: () => Date.now(),
    setTimer: (callback, ms) => {
      const id = setTimeout(callback, ms);
      return () => clearTimeout(id);
    },
    signal,
  };
}

function streamSink(stream: typeof Deno.stdout | typeof Deno.stderr): TextSink {
  const isTerminal = stream.isTerminal();
  const encoder = new TextEncoder();
  return {
    isTerminal,
    async write(text) {
      const bytes = encoder.encode(text);
      try {
        for (let sent = 0; sent < bytes.length;) sent += await stream.write(bytes.subarray(sent));
      } catch (error) {
        if (error instanceof Deno.errors.BrokenPipe) throw new ClosedPipe();
        const reason = error instanceof Error ? error.message : error;
        throw new CliError(`Cannot write the output: ${reason}`, EXIT.unexpected);
      }
    },
    columns() {
      if (!isTerminal) return undefined;
      const told = Number(Deno.env.get("COLUMNS"));
      return Number.isInteger(told) && told > 0 ? told : Deno.consoleSize().columns;
    },
  };
}
