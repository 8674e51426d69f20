import type { Clock } from "../src/mod.ts";

/** Where text goes. */
export interface TextSink {
  /**
   * Writes text, whole lines at a time so that an interruption leaves no half line.
   *
   * @throws ClosedPipe if nobody reads any more, CliError if it cannot be written.
   */
  write(text: string): Promise<void>;
  /** Whether a person looks at it. */
  readonly isTerminal: boolean;
  /** Width of the terminal in columns; `undefined` where it is none, so that nothing is cut. */
  columns(): number | undefined;
}

/** All that a command needs of the world, its time included. */
export interface Io extends Clock {
  /** Data. */
  readonly stdout: TextSink;
  /** Everything else: notices, progress, errors. */
  readonly stderr: TextSink;
  /** What runs this program. */
  readonly runtime: { readonly name: string; readonly version: string; readonly os: string };
  /** Reads an environment variable. */
  env(name: string): string | undefined;
  /** Aborts when the user interrupts. */
  readonly signal: AbortSignal;
}

/** The reader of standard output has gone, as `head` does; nothing is wrong. */
export class ClosedPipe extends Error {
  /** Name of the error. */
  override readonly name = "ClosedPipe";
}
