import type { Io, TextSink } from "../io.ts";

/** What text is, for the eye. */
export type Tone = "plain" | "strong" | "dim" | "good" | "warning" | "bad" | "accent";

/** Colours text, or leaves it alone. */
export type Paint = (text: string, tone: Tone) => string;

const CODES: Record<Tone, [start: string, end: string] | undefined> = {
  plain: undefined,
  strong: ["\x1b[1m", "\x1b[22m"],
  dim: ["\x1b[2m", "\x1b[22m"],
  good: ["\x1b[32m", "\x1b[39m"],
  warning: ["\x1b[33m", "\x1b[39m"],
  bad: ["\x1b[31m", "\x1b[39m"],
  accent: ["\x1b[36m", "\x1b[39m"],
};

/** Leaves text alone. */
export const noPaint: Paint = (text) => text;

/** Colours on a terminal, unless the user or the terminal wants none. Source: no-color.org. */
export function painter(sink: TextSink, env: Io["env"]): Paint {
  const isPlain = !sink.isTerminal || Boolean(env("NO_COLOR")) || env("TERM") === "dumb";
  return isPlain ? noPaint : paint;
}

function paint(text: string, tone: Tone): string {
  const codes = CODES[tone];
  return codes && text.trim() !== "" ? codes[0] + text + codes[1] : text;
}
