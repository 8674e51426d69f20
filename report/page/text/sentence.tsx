import {
  countText,
  type ForeignPart,
  type OwnPart,
  type Sentence,
} from "../../../src/view/sentence.ts";
import { useTimes } from "../display.ts";
import { countFormat, figureText, intervalText } from "../format/numbers.ts";
import { durationText, type Times } from "../format/times.ts";
import { Foreign } from "./foreign.tsx";

/** A sentence, its numbers and times as the reader writes them. */
export function SentenceText({ sentence }: { sentence: Sentence }) {
  const times = useTimes();
  const { own, quotes = [] } = sentence;
  return (
    <>
      {own.map((part) => partText(part, times))}
      {own.length > 0 && quotes.length > 0 ? ": " : ""}
      {quotes.map((part) => partText(part, times))}
    </>
  );
}

/** Sentences, one below the other, those that say that something is missing marked. */
export function Sentences({ sentences }: { sentences: readonly Sentence[] }) {
  if (sentences.length === 0) return null;
  return (
    <ul class="sentences">
      {sentences.map((sentence, index) => (
        <li key={index} class={sentence.severity === "missing" ? "missing" : ""}>
          {sentence.severity === "missing" && <strong>Incomplete:</strong>}
          {sentence.severity === "missing" && " "}
          <SentenceText sentence={sentence} />
          <Sentences sentences={sentence.details ?? []} />
        </li>
      ))}
    </ul>
  );
}

/** Pieces of our own as text. */
export function ownTexts(parts: readonly OwnPart[], times: Times): string {
  return parts.map((part) => ownText(part, times)).join("");
}

/** The words of a sentence alone, for a place that holds no more than text. */
export function plainSentence({ own, quotes = [] }: Sentence, times: Times): string {
  const text = (parts: readonly (OwnPart | ForeignPart)[]) =>
    parts.map((part) =>
      part.kind === "text" || part.kind === "quote" ? part.text : ownText(part, times)
    ).join("");
  return [own, quotes].filter((parts) => parts.length > 0).map(text).join(": ");
}

function partText(part: OwnPart | ForeignPart, times: Times) {
  return part.kind === "text" || part.kind === "quote"
    ? <Foreign text={part.text} />
    : ownText(part, times);
}

function ownText(part: OwnPart, times: Times): string {
  switch (part.kind) {
    case "words":
      return part.text;
    case "count":
      return countText(part, countFormat);
    case "figure":
      return figureText(part.value, part.unit);
    case "bounds":
      return intervalText(part.low, part.high, (value) => figureText(value, part.unit));
    case "duration":
      return durationText(part.ms);
    case "time":
      return times.minute(part.ms);
    case "window":
      return times.range(part.window);
  }
}
