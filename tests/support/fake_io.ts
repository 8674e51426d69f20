import { ClosedPipe, type Io } from "../../cli/io.ts";

/** What a fake world is like. */
export interface FakeIoOptions {
  /** Width of the terminal that both streams are; without it they are files. */
  readonly terminalColumns?: number;
  readonly env?: Record<string, string>;
  readonly now?: () => number;
  readonly setTimer?: Io["setTimer"];
  readonly signal?: AbortSignal;
  /** Writes to standard output until nobody reads it any more. */
  readonly readsUntilWrite?: number;
  /** Hears of every write to standard output. */
  readonly onWrite?: (text: string) => void;
}

/** A world that remembers what was written. */
export interface FakeIo extends Io {
  /** All of standard output. */
  readonly out: string;
  /** All of standard error. */
  readonly err: string;
}

/** Makes a world in memory. Its backoffs take no time, and its timeouts never end. */
export function fakeIo(options: FakeIoOptions = {}): FakeIo {
  const written = { out: "", err: "" };
  let writes = 0;
  const { terminalColumns, env = {}, now = Date.now, readsUntilWrite = Infinity } = options;
  const sink = (name: "out" | "err") => ({
    isTerminal: terminalColumns !== undefined,
    columns: () => terminalColumns,
    write(text: string) {
      if (name === "out" && ++writes > readsUntilWrite) return Promise.reject(new ClosedPipe());
      written[name] += text;
      if (name === "out") options.onWrite?.(text);
      return Promise.resolve();
    },
  });
  return {
    stdout: sink("out"),
    stderr: sink("err"),
    env: (name) => env[name],
    runtime: { name: "Deno", version: Deno.version.deno, os: Deno.build.os },
    now,
    setTimer: options.setTimer ?? impatientTimer,
    signal: options.signal ?? new AbortController().signal,
    get out() {
      return written.out;
    },
    get err() {
      return written.err;
    },
  };
}

/** Longer than any backoff, and shorter than any timeout. */
const LONG_MS = 20_000;

function impatientTimer(callback: () => void, ms: number): () => void {
  if (ms >= LONG_MS) return () => {};
  const id = setTimeout(callback, 0);
  return () => clearTimeout(id);
}
