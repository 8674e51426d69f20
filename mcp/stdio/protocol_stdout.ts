import { Console } from "node:console";
import process from "node:process";
import { Writable } from "node:stream";

/**
 * Keeps standard output for the protocol: from now on whatever else writes to it, by `console` or
 * by itself, writes to standard error.
 *
 * @returns The only way to standard output that is left.
 */
export function reserveStdout(): Writable {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = process.stderr.write.bind(process.stderr);
  // Not the global name alone: who loaded first may hold the object.
  Object.assign(console, new Console({ stdout: process.stderr, stderr: process.stderr }));
  return new Writable({
    decodeStrings: false,
    write: (chunk: string, _encoding, done) => void write(chunk, "utf8", done),
  });
}
