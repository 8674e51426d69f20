import type { Io } from "./io.ts";
import { wrapLines } from "./text/wrap_lines.ts";

/** Tells the user something in lines, on standard error. */
export async function writeNotes({ stderr }: Io, notes: readonly string[]): Promise<void> {
  await stderr.write(wrapLines(notes, stderr.columns()).map((line) => `${line}\n`).join(""));
}
