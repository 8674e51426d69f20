import type { Burst } from "../../burst.ts";
import { DAY_MS } from "../../clock.ts";
import { dailyCurve } from "./daily_curve.ts";
import { DURATION_CLASSES, type DurationClass, maxSessionMs } from "./duration_class.ts";
import { drawOf, hashText, mix, mixWide, unit } from "../../random/hash.ts";
import type { SessionDraft } from "./session_draft.ts";

const SESSIONS_PER_SLOT = 6;
const MAX_SLOT_MS = 600_000;
const SESSIONS_IN_DEEPEST_LAYER = 300;

const drawPriority = drawOf("priority");

/** A stretch of time in which sessions start at a rate, cut into slots that are drawn one by one. */
interface Stream {
  readonly seedHigh: number;
  readonly seedLow: number;
  readonly durationClass: DurationClass;
  readonly layer: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly slotMs: number;
  /** Sessions per slot at the mean of the daily curve. */
  readonly sessionsPerSlot: number;
}

/** What drives the starts of sessions. */
export interface PointProcessOptions {
  readonly seed: number;
  readonly sessionsPerDay: number;
  readonly bursts: readonly Burst[];
  /** The longest window that is asked for. */
  readonly maxWindowMs: number;
}

/**
 * The starts of all sessions of all time, as an inhomogeneous Poisson process that is a function of
 * the seed: any stretch can be drawn at any moment, and nothing is stored.
 *
 * A Poisson process splits into independent ones, which is used twice. By duration class, so that
 * looking back is cheap. And by layer, a range of a random priority: layer 0 has the upper half of
 * the priorities, each next one half of what is left, the deepest all the rest. The `n` sessions of
 * lowest priority are a uniform sample, and drawing the deepest layers first finds them without
 * drawing the others.
 */
export class PointProcess {
  /** Number of the deepest layer. */
  readonly deepestLayer: number;
  readonly #streams: readonly Stream[][];

  constructor({ seed, sessionsPerDay, bursts, maxWindowMs }: PointProcessOptions) {
    const perFullWindow = (sessionsPerDay * maxWindowMs) / DAY_MS;
    this.deepestLayer = Math.max(
      0,
      Math.ceil(Math.log2(perFullWindow / SESSIONS_IN_DEEPEST_LAYER)),
    );
    const sources = [
      { name: "base", fromMs: 0, toMs: Infinity, perMs: sessionsPerDay / DAY_MS },
      ...bursts.map(({ atMs, durationMs, factor }, index) => ({
        name: `burst/${index}`,
        fromMs: atMs,
        toMs: atMs + durationMs,
        perMs: (Math.max(0, factor - 1) * sessionsPerDay) / DAY_MS,
      })),
    ];
    this.#streams = Array.from(
      { length: this.deepestLayer + 1 },
      (_, layer) =>
        sources.flatMap(({ name, fromMs, toMs, perMs }) =>
          DURATION_CLASSES.map((durationClass, classIndex): Stream => {
            const streamSeed = mix(mix(seed, hashText(name)), mix(layer + 1, classIndex + 1));
            const share = 2 ** -(layer === this.deepestLayer ? layer : layer + 1);
            const ratePerMs = perMs * share * durationClass.share;
            const slotMs = Math.round(
              Math.min(MAX_SLOT_MS, toMs - fromMs, Math.max(1, SESSIONS_PER_SLOT / ratePerMs)),
            );
            return {
              seedHigh: mix(streamSeed, 1),
              seedLow: mix(streamSeed, 2),
              durationClass,
              layer,
              fromMs,
              toMs,
              slotMs,
              sessionsPerSlot: ratePerMs * slotMs,
            };
          })
        ),
    );
  }

  /**
   * Visits the sessions of a layer that start in a range, both ends included.
   *
   * @param reachBack Whether to visit those that started earlier as well, if they may reach into
   * the range.
   */
  visit(
    layer: number,
    fromMs: number,
    toMs: number,
    reachBack: boolean,
    visitor: (draft: SessionDraft) => void,
  ): void {
    for (const stream of this.#streams[layer]!) {
      const backMs = reachBack ? maxSessionMs(stream.durationClass) : 0;
      visitStream(stream, fromMs - backMs, toMs, visitor);
    }
  }

  /** The random number in [0, 1) that orders sessions for sampling. */
  priority({ layer, keyHigh }: SessionDraft): number {
    const width = 2 ** -(layer + 1);
    return layer === this.deepestLayer
      ? drawPriority(keyHigh) * 2 * width
      : (1 + drawPriority(keyHigh)) * width;
  }
}

function visitStream(
  stream: Stream,
  fromMs: number,
  toMs: number,
  visitor: (draft: SessionDraft) => void,
): void {
  const { durationClass, layer, slotMs } = stream;
  const firstMs = Math.max(fromMs, stream.fromMs);
  const lastMs = Math.min(toMs, stream.toMs - 1);
  const lastSlot = Math.floor((lastMs - stream.fromMs) / slotMs);
  for (let slot = Math.floor((firstMs - stream.fromMs) / slotMs); slot <= lastSlot; slot++) {
    const slotStartMs = stream.fromMs + slot * slotMs;
    const high = mixWide(stream.seedHigh, slot);
    const low = mixWide(stream.seedLow, slot);
    const mean = stream.sessionsPerSlot * dailyCurve(slotStartMs + slotMs / 2);
    for (let count = poisson(mean, unit(low)), index = 1; index <= count; index++) {
      const keyHigh = mix(high, index);
      const keyLow = mix(low, index);
      const startMs = slotStartMs + Math.floor(unit(keyLow) * slotMs);
      if (startMs < firstMs || startMs > lastMs) continue;
      visitor({ startMs, durationClass, keyHigh, keyLow, layer });
    }
  }
}

/** The Poisson number of a mean at a quantile, by inversion. */
function poisson(mean: number, quantile: number): number {
  let count = 0;
  let probability = Math.exp(-mean);
  let cumulated = probability;
  while (quantile > cumulated && probability > 0) {
    count++;
    probability *= mean / count;
    cumulated += probability;
  }
  return count;
}
