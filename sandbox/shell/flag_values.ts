import { InvalidArgumentError } from "commander";
import type { RetryAfter } from "../clock.ts";
import type { Burst } from "../burst.ts";
import type { CustomAnswer } from "../faults/faults.ts";
import type { WindowRounding } from "../answer/listing_options.ts";
import type { RefusalWords } from "../http/refusals.ts";

const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  milliseconds: 1,
  seconds: 1000,
  minutes: 60_000,
  hours: 3_600_000,
};

/** Reads an integer of a range. */
export function integer(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : NaN;
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(`It must be an integer from ${min} to ${max}.`);
  };
}

/** Reads a share from 0 to 1, also as a fraction: `0.005`, `1/200`. */
export function share(text: string): number {
  const [, above, below = "1"] = /^(\d*\.?\d+)(?:\/(\d+))?$/.exec(text) ?? [];
  const value = Number(above) / Number(below);
  if (value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError("It must be a share from 0 to 1, as in 0.005 or 1/200.");
}

/** Reads a duration in milliseconds: `90s`, `5m`, and `-9h` where it may be negative. */
export function duration(sign: "positive" | "signed"): (text: string) => number {
  return (text) => {
    const [, minus, count, unit = ""] = /^([+-]?)(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text) ?? [];
    const value = Number(count) * UNIT_MS[unit]! * (minus === "-" ? -1 : 1);
    if (Number.isFinite(value) && (sign === "signed" || value > 0)) return value;
    throw new InvalidArgumentError(
      `It must be a duration in ms, s, m, h or d, as in 90s${
        sign === "signed" ? " or -9h" : ", and more than 0"
      }.`,
    );
  };
}

/** Reads what windows are rounded to: `minutes`, `5m`, `seconds:outwards`. */
export function windowRounding(text: string): WindowRounding {
  const [unit = "", direction = "inwards", ...rest] = text.split(":");
  const isDirection = direction === "inwards" || direction === "outwards" || direction === "down";
  if (!isDirection || rest.length > 0) {
    throw new InvalidArgumentError("Behind the colon must be inwards, outwards or down.");
  }
  const named = Object.hasOwn(UNIT_MS, unit) && unit.length > 2 ? UNIT_MS[unit] : undefined;
  return { unitMs: named ?? duration("positive")(unit), direction };
}

/** Reads a `Retry-After`: `20s`, `2m:date`. */
export function retryAfter(text: string): RetryAfter {
  const [time = "", as = "seconds", ...rest] = text.split(":");
  if ((as !== "seconds" && as !== "date") || rest.length > 0) {
    throw new InvalidArgumentError("Behind the colon must be seconds or date.");
  }
  return { seconds: Math.ceil(duration("positive")(time) / 1000), as };
}

/** A burst that began a while before the sandbox. */
export interface BurstFlag extends Omit<Burst, "atMs"> {
  /** How long before. */
  readonly agoMs: number;
}

/** Adds a burst: how long ago it began, how long it lasted, how many times more sessions. */
export function addBurst(text: string, bursts: readonly BurstFlag[] = []): BurstFlag[] {
  const [ago, length, factor, ...rest] = text.split(":");
  if (!ago || !length || !(Number(factor) >= 1) || rest.length > 0) {
    throw new InvalidArgumentError(
      "It must be how long ago, how long, and how many times more, as in 30m:2s:500.",
    );
  }
  const read = duration("positive");
  return [...bursts, { agoMs: read(ago), durationMs: read(length), factor: Number(factor) }];
}

/** Adds a probability or share of one of the kinds: `unavailable=0.05`. */
export function addShareOf<Kind extends string>(kinds: readonly Kind[]) {
  return (
    text: string,
    shares: Partial<Record<Kind, number>> = {},
  ): Partial<Record<Kind, number>> => {
    const [kind, value = "", ...rest] = text.split("=");
    if (!kinds.includes(kind as Kind) || rest.length > 0) {
      throw new InvalidArgumentError(
        `It must be one of the kinds, '=' and a share, as in ${kinds[0]}=0.05. Kinds: ${
          kinds.join(", ")
        }.`,
      );
    }
    return { ...shares, [kind!]: share(value) };
  };
}

/** Adds words for a refusal: `future=no data yet`. */
export function addWords(text: string, words: RefusalWords = {}): RefusalWords {
  const [, kind, own] = /^(future|old|wide)=(.+)$/s.exec(text) ?? [];
  if (kind && own) return { ...words, [kind]: own };
  throw new InvalidArgumentError("It must be future, old or wide, '=' and the words.");
}

/** Adds an answer of the user's own: `0.1=503`, `1=200:{"sessions":$SESSIONS,"more":true}`. */
export function addAnswer(text: string, answers: readonly CustomAnswer[] = []): CustomAnswer[] {
  const [, probability, status, body = ""] = /^([^=]+)=([2-5]\d\d)(?::(.*))?$/s.exec(text) ?? [];
  if (!probability) {
    throw new InvalidArgumentError(
      "It must be a share, '=', a status from 200 to 599, and, if it has one, ':' and a body, as " +
        'in 0.1=200:{"error":"timeout"}.',
    );
  }
  return [...answers, { probability: share(probability), status: Number(status), body }];
}
