import { assert } from "@std/assert";

/** An answer to a question, as a client gets it. */
export interface Told {
  readonly text: string;
  readonly structured: {
    readonly facts: readonly string[];
    readonly quotes: readonly string[];
    readonly rows: readonly (readonly string[])[];
  };
}

/** The rows of an answer, by the names that its table has, without what stands in brackets. */
export function toldRows({ structured }: Told): readonly Readonly<Record<string, string>>[] {
  const [names = [], ...rows] = structured.rows;
  return rows.map((row) =>
    Object.fromEntries(row.map((cell, index) => [names[index]!.replace(/ \(.*/, ""), cell]))
  );
}

/** The first figure of a cell, in its unit: 0.5 of `50.0 % (48.1 to 51.9 %; n 3050)`. */
export function figureOf(cell: string | undefined): number {
  const [, digits, unit] = /^([+-]?\d+(?:\.\d+)?) ?(%|s\b)?/.exec(cell ?? "") ?? [];
  assert(digits !== undefined, `${cell} has no figure`);
  return Number(digits) / (unit === "%" ? 100 : 1);
}

/** A number with its unit; not one that is part of a name, of a time or of another number. */
const FIGURE =
  /(?<![\p{L}\p{N}_.:"=/-])[+-]?\d+(?:\.\d+)?(?: (?:%|points|times|ms|s|kbps|Mbps|sessions?))?(?![\p{L}\p{N}_:"/-]|\.\d)/gu;

/** The figures of a text, each with its unit. */
export function figuresOf(text: string): string[] {
  return text.match(FIGURE) ?? [];
}

/**
 * Fails if the text of an answer has a line, or a figure, that its data does not have: whoever reads the
 * one must not know more than who reads the other.
 */
export function assertSameTold({ text, structured }: Told): void {
  const { facts, quotes, rows } = structured;
  const data = new Set([...facts, ...quotes, ...rows.map((row) => row.join("\t"))]);
  const lines = text.split("\n").filter((line) => !/^<\/?session_data_\w+>$/.test(line));
  for (const line of lines) assert(data.has(line), `only the text has: ${line}`);
  assert(lines.length === data.size, `the text has ${lines.length} of ${data.size} lines`);
  const figures = new Set([...data].flatMap(figuresOf));
  for (const figure of figuresOf(text)) assert(figures.has(figure), `only the text has ${figure}`);
}
