import { cleanText } from "./clean_text.ts";

/**
 * A line of an answer that knows whether all of it is this server's own words. What quotes others,
 * be it a single letter, is written inside the fence, wherever a renderer put it.
 */
export class Line {
  // Private, so that no other object passes for a line.
  readonly #text: string;
  /** Whether viewers, the API and the caller have no part in the words. */
  readonly isOwn: boolean;

  private constructor(text: string, isOwn: boolean) {
    this.#text = text;
    this.isOwn = isOwn;
  }

  /** The words. */
  get text(): string {
    return this.#text;
  }

  /** Words that this server, its spec or a clock has made; never those of a session or a call. */
  static own(text: string | number): Line {
    return new Line(String(text), true);
  }

  /** Words of others, cleaned. */
  static quote(text: string, maxLength?: number): Line {
    return new Line(cleanText(text, maxLength), false);
  }

  /** Several lines as one, with own words between. */
  static join(lines: readonly Line[], between: string): Line {
    return new Line(
      lines.map(({ text }) => text).join(between),
      lines.every(({ isOwn }) => isOwn),
    );
  }
}

/**
 * Writes a line: the words of the template are our own, and so are numbers; a string is taken for
 * somebody else's, and makes a quote of the line.
 */
export function line(
  words: TemplateStringsArray,
  ...inserts: readonly (Line | number | string)[]
): Line {
  const parts = words.flatMap((word, index) => {
    const insert = inserts[index];
    const own = Line.own(word);
    return insert === undefined ? [own] : [own, lineOf(insert)];
  });
  return Line.join(parts, "");
}

/** Words of others between quotation marks. */
export function quoted(text: string, maxLength?: number): Line {
  return Line.quote(JSON.stringify(cleanText(text, maxLength)), Infinity);
}

function lineOf(insert: Line | number | string): Line {
  if (insert instanceof Line) return insert;
  return typeof insert === "number" ? Line.own(insert) : Line.quote(insert);
}
