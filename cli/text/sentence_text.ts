import {
  boundsText,
  countText,
  figureText,
  type ForeignPart,
  type OwnPart,
  type Sentence,
} from "../../src/view/mod.ts";
import { cleanText } from "./clean_text.ts";
import { durationText } from "./duration_text.ts";
import { momentText, rangeText } from "./time_text.ts";
import { groupDigits } from "./words.ts";

/** Writes sentences for a terminal, in lines: what is missing is called so, details are indented. */
export function sentenceLines(sentences: readonly Sentence[]): string[] {
  return sentences.flatMap((sentence) => [
    (sentence.severity === "missing" ? "Incomplete: " : "") + sentenceText(sentence),
    ...(sentence.details ?? []).map((detail) => `  ${sentenceText(detail)}`),
  ]);
}

/** Writes a sentence without its details. */
export function sentenceText({ own, quotes = [] }: Sentence): string {
  return [own, quotes].filter((parts) => parts.length > 0)
    .map((parts) => parts.map(partText).join("")).join(": ");
}

/** Writes a piece of a sentence. */
export function partText(part: OwnPart | ForeignPart): string {
  switch (part.kind) {
    case "words":
      return part.text;
    case "count":
      return countText(part, groupDigits);
    case "figure":
      return figureText(part);
    case "bounds":
      return boundsText(part);
    case "time":
      return momentText(part.ms);
    case "duration":
      return durationText(part.ms);
    case "window":
      return rangeText(part.window);
    case "text":
    case "quote":
      return cleanText(part.text);
  }
}
