import type { Problem, TrendPoint } from "../../src/explain/mod.ts";
import { figureText } from "../../src/view/mod.ts";
import type { Paint, Tone } from "../text/style.ts";
import { momentText } from "../text/time_text.ts";
import { seriesRows } from "./series_text.ts";

const INDENT = "  ";

/** Places for words behind the drawing. */
const WORDS_WIDTH = 26;
const LEAST_PLACES = 10;
const MOST_PLACES = 60;

/** Lines of the terminal that it is high. */
const HEIGHT = 3;

/** A place of the drawing: a span of time, or a gap between two that are not neighbours. */
type Place = TrendPoint | "gap";

/**
 * Draws the share of bad sessions over time, and under it what is the baseline, what was asked for and
 * since when it is worse. Empty if nothing is known.
 */
export function trendLines(
  { trend, since }: Pick<Problem, "trend" | "since">,
  width: number,
  paint: Paint,
): string[] {
  const known = trend.filter(({ value }) => value !== null);
  if (known.length < 2) return [];
  const room = width - INDENT.length - WORDS_WIDTH;
  const places = placesOf(shorten(trend, Math.min(MOST_PLACES, Math.max(LEAST_PLACES, room))));
  const points = places.filter((place) => place !== "gap");
  const most = Math.max(...points.map(({ value }) => value ?? 0));
  const isWithin = ({ startMs, endMs }: TrendPoint) =>
    endMs > since.startMs && startMs < (since.endMs ?? Infinity);
  const first = points.find(isWithin);
  const toneOf = (point: TrendPoint): Tone =>
    isWithin(point) ? "bad" : point.isBaseline ? "dim" : "plain";
  const draw = (signs: readonly string[]) =>
    places.map((place, at) => place === "gap" ? " " : paint(signs[at]!, toneOf(place))).join("");
  const valueOf = (place: Place) => place === "gap" ? null : place.value;
  const [top, ...others] = seriesRows(places.map(valueOf), most, HEIGHT).map(draw);
  const marks = draw(places.map((place) => {
    if (place === first) return "▲";
    return place === "gap" ? " " : isWithin(place) ? "━" : place.isBaseline ? "·" : "─";
  }));
  const legend = [
    ...points.some(({ isBaseline }) => isBaseline) ? ["· usual"] : [],
    "─ asked for",
    `▲━ since ${momentText(since.startMs)}`,
  ].join("  ");
  const highest = figureText({ kind: "figure", value: most, unit: "share" });
  return [
    `${INDENT}${top}  highest ${highest}`,
    ...[...others, marks].map((line) => INDENT + line),
    `${INDENT}${paint(legend, "dim")}`,
  ];
}

/** Puts neighbours of the same kind together until all have a place. */
function shorten(trend: readonly TrendPoint[], length: number): readonly TrendPoint[] {
  const perPlace = Math.ceil(trend.length / length);
  if (perPlace === 1) return trend;
  const shortened: TrendPoint[] = [];
  let joined = 0;
  for (const point of trend) {
    const last = shortened.at(-1);
    const isNext = last?.isBaseline === point.isBaseline && last.endMs === point.startMs;
    if (last && isNext && joined < perPlace) {
      shortened[shortened.length - 1] = join(last, point);
      joined++;
    } else {
      shortened.push(point);
      joined = 1;
    }
  }
  return shortened;
}

function join(one: TrendPoint, next: TrendPoint): TrendPoint {
  const [n, bad] = [one.n + next.n, one.bad + next.bad];
  return { ...one, endMs: next.endMs, n, bad, value: n > 0 ? bad / n : null };
}

function placesOf(trend: readonly TrendPoint[]): Place[] {
  return trend.flatMap((point, index): Place[] =>
    index > 0 && trend[index - 1]!.endMs !== point.startMs ? ["gap", point] : [point]
  );
}
