import process from "node:process";
import { Writable } from "node:stream";

/** Methods of `console` that write to standard output. */
const TALKATIVE = [
  "count",
  "debug",
  "dir",
  "dirxml",
  "group",
  "groupCollapsed",
  "info",
  "log",
  "table",
  "timeEnd",
  "timeLog",
] as const satisfies readonly (keyof Console)[];

/**
 * Keeps standard output for the protocol: from now on whatever else writes to it, by `console` or
 * by itself, writes to standard error.
 *
 * @returns The only way to standard output that is left.
 */
export function reserveStdout(): Writable {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write =
    ((...args: Parameters<typeof process.stderr.write>) =>
      process.stderr.write(...args)) as typeof process.stdout.write;
  for (const method of TALKATIVE) console[method] = (...args: unknown[]) => console.error(...args);
  return new Writable({
    decodeStrings: false,
    write: (chunk: string, _encoding, done) => void write(chunk, "utf8", done),
  });
}
