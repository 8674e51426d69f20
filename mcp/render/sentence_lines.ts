import {
  boundsText,
  countText,
  figureText,
  type ForeignPart,
  formatDuration,
  formatTime,
  formatWindow,
  type OwnPart,
  type Sentence,
  withDetails,
} from "../../src/view/mod.ts";
import { Line, quoted } from "./line.ts";

/** Longest text that stands for itself. */
const MAX_TEXT_LENGTH = 400;

/**
 * Writes a sentence in lines. What is missing is told outside of the fence as well, without what the
 * sentence quotes: an answer must not depend on that to be honest.
 */
export function sentenceLines(sentence: Sentence): Line[] {
  return withDetails(sentence).flatMap(({ severity, own, quotes }) => {
    const fact = Line.join(own.map(partLine), "");
    if (quotes === undefined) return [fact];
    const quote = Line.join(quotes.map(partLine), "");
    if (own.length === 0) return [quote];
    const whole = Line.join([fact, quote], ": ");
    return severity === "missing" ? [fact, whole] : [whole];
  });
}

/** A moment that was estimated, to the second. */
export function momentText(ms: number): string {
  return formatTime(Math.round(ms / 1000) * 1000);
}

function partLine(part: OwnPart | ForeignPart): Line {
  switch (part.kind) {
    case "words":
      return Line.own(part.text);
    case "count":
      return Line.own(countText(part, String));
    case "figure":
      return Line.own(figureText(part));
    case "bounds":
      return Line.own(boundsText(part));
    case "time":
      return Line.own(momentText(part.ms));
    case "duration":
      return Line.own(formatDuration(part.ms));
    case "window":
      return Line.own(formatWindow(part.window));
    case "text":
      return Line.quote(part.text, MAX_TEXT_LENGTH);
    case "quote":
      return quoted(part.text);
  }
}
