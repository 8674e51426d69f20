import type { TimeWindow } from "../query/time/time_window.ts";
import type { Figure, FigureBounds } from "./explain/figure.ts";

/** A piece of a sentence that this project, its spec or a clock has made. */
export type OwnPart =
  | { readonly kind: "words"; readonly text: string }
  /** A number; with a noun, in the form that the number asks for. */
  | {
    readonly kind: "count";
    readonly value: number;
    readonly noun?: string;
    readonly plural?: string;
  }
  /** A measured number, in full, or the bounds of one. */
  | Figure
  | FigureBounds
  | { readonly kind: "duration"; readonly ms: number }
  /** A moment. */
  | { readonly kind: "time"; readonly ms: number }
  | { readonly kind: "window"; readonly window: TimeWindow };

/** A piece that others have a part in: viewers, the API, a caller, a file. */
export type ForeignPart =
  /** A name or a text that stands for itself. */
  | { readonly kind: "text"; readonly text: string }
  /** What somebody said. */
  | { readonly kind: "quote"; readonly text: string };

/** How much a sentence weighs: something is missing, is not as it should be, or is good to know. */
export type Severity = "missing" | "warning" | "note";

/** Something to say, as data: a renderer writes it for a terminal, for a model or for a page. */
export interface Sentence {
  readonly severity: Severity;
  /** What it is about, for renderers and tests; never shown. */
  readonly code: string;
  /** What it says. The type keeps the words of others out, so that it may stand outside of a fence. */
  readonly own: readonly OwnPart[];
  /** What it names or quotes, behind a colon. */
  readonly quotes?: readonly (OwnPart | ForeignPart)[];
  /** What belongs to it, one by one. */
  readonly details?: readonly Sentence[];
}

/** Own words of a sentence: what is inserted into them is a piece, so that no text slips in. */
export function own(words: TemplateStringsArray, ...inserts: readonly OwnPart[]): OwnPart[] {
  return words.flatMap((text, index): OwnPart[] => {
    const insert = inserts[index];
    const before: OwnPart[] = text === "" ? [] : [{ kind: "words", text }];
    return insert === undefined ? before : [...before, insert];
  });
}

/** Words of ours that depend on something. */
export function words(text: string): OwnPart {
  return { kind: "words", text };
}

/** A number with its noun. */
export function count(value: number, noun?: string, plural?: string): OwnPart {
  return { kind: "count", value, ...noun !== undefined && { noun }, ...plural && { plural } };
}

/** A number in digits as a renderer writes them, with its noun if it has one. */
export function countText(
  { value, noun, plural = `${noun}s` }: Extract<OwnPart, { kind: "count" }>,
  digits: (value: number) => string,
): string {
  return noun === undefined ? digits(value) : `${digits(value)} ${value === 1 ? noun : plural}`;
}

/** Pieces with `, ` between them, and a conjunction before the last. */
export function listOf<Part extends OwnPart | ForeignPart>(
  members: readonly (readonly Part[])[],
  conjunction: "and" | "or",
): (Part | OwnPart)[] {
  return members.flatMap((member, index): readonly (Part | OwnPart)[] => {
    if (index === 0) return member;
    return [words(index < members.length - 1 ? ", " : ` ${conjunction} `), ...member];
  });
}

/** A sentence and its details, each behind what it belongs to. */
export function withDetails(sentence: Sentence): readonly Sentence[] {
  return [sentence, ...(sentence.details ?? []).flatMap(withDetails)];
}
