import process from "node:process";
import type { WriteStream } from "node:tty";
import { CliError } from "../errors/cli_error.ts";
import { EXIT } from "../exit_code.ts";
import { ClosedPipe, type Io, type TextSink } from "../io.ts";
import { ignoringErrors } from "./ignoring_errors.ts";
import type { Platform } from "./platform.ts";

/** Node, and Bun, which has the same `process`. */
export const nodePlatform: Platform = {
  args: process.argv.slice(2),
  io: nodeIo,
  onStopSignal(listener) {
    process.on("SIGINT", listener);
    // Windows knows no SIGTERM.
    if (process.platform !== "win32") process.on("SIGTERM", listener);
  },
  exit: (code) => process.exit(code),
};

function nodeIo(signal: AbortSignal): Io {
  const { bun, node } = process.versions;
  return {
    stdout: streamSink(process.stdout),
    stderr: ignoringErrors(streamSink(process.stderr)),
    env: (name) => process.env[name],
    runtime: {
      name: bun ? "Bun" : "Node",
      version: bun ?? node,
      os: process.platform,
    },
    now: () => Date.now(),
    setTimer: (callback, ms) => {
      const id = setTimeout(callback, ms);
      return () => clearTimeout(id);
    },
    signal,
  };
}

function streamSink(stream: WriteStream): TextSink {
  // What fails is told to the callback of the write that failed; without a listener it ends the process.
  stream.on("error", () => {});
  return {
    isTerminal: stream.isTTY === true,
    write: (text) =>
      new Promise((resolve, reject) => {
        stream.write(text, (error) => {
          if (!error) resolve();
          else if ("code" in error && error.code === "EPIPE") reject(new ClosedPipe());
          else {
            reject(new CliError(`Cannot write the output: ${error.message}`, EXIT.unexpected));
          }
        });
      }),
    columns() {
      if (!stream.isTTY) return undefined;
      const told = Number(process.env.COLUMNS);
      return Number.isInteger(told) && told > 0 ? told : stream.columns;
    },
  };
}
