import type { Io } from "../io.ts";

/** What a runtime offers to a program: all that is not the same in Deno, Node and Bun. */
export interface Platform {
  /** The arguments behind the program's name. */
  readonly args: readonly string[];
  /** The world of the process: its streams, environment and clock. */
  io(signal: AbortSignal): Io;
  /** Hears of every time that somebody wants the process to end. */
  onStopSignal(listener: () => void): void;
  /** Ends the process. */
  exit(code: number): never;
}
