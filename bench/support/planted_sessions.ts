import type { CodedAttribute, Observations, Where } from "../../src/analysis/diagnosis/mod.ts";

/** A cause that was planted. */
export interface Planted {
  /** Whom it hits. */
  readonly where: Where;
  /** The factor of the rate of bad sessions. */
  readonly strength: number;
  /** Sessions that start from here on are hit. */
  readonly startMs: number;
}

/** How to make up sessions. */
export interface Plan {
  readonly sessions: number;
  readonly startMs: number;
  readonly endMs: number;
  /** Rate of bad sessions before attributes and causes change it. */
  readonly baseRate: number;
  readonly causes: readonly Planted[];
  /** From here on, the traffic has another mix; absent for one mix. */
  readonly mixChangesMs?: number;
  /** An attribute and another that has a value of its own exactly where the first has this value. */
  readonly twin?: { readonly attribute: string; readonly value: string; readonly name: string };
}

/** Attributes, with how many values they have. */
const SIZES = {
  cdn: 4,
  device_os: 8,
  country: 12,
  isp: 20,
  app_version: 6,
  player: 4,
  connection: 3,
  stream_type: 2,
  channel: 30,
  plan: 3,
};

const DAY_MS = 86_400_000;

/** Shares of values: the k-th is about `1 / k` of the first. */
function sharesOf(size: number, random: () => number): number[] {
  const weights = Array.from({ length: size }, (_, k) => (0.5 + random()) / (k + 1));
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
}

function draw(shares: readonly number[], random: () => number): number {
  let rest = random();
  for (let i = 0; i < shares.length - 1; i++) {
    rest -= shares[i]!;
    if (rest < 0) return i;
  }
  return shares.length - 1;
}

/**
 * Sessions over a day's curve of traffic. Values have rates of their own, up to half as much or twice
 * as much as usual; player and app version go with the operating system.
 */
export function plantedSessions(plan: Plan, random: () => number): Observations {
  const attributes = Object.entries(SIZES).map(([name, size]) => ({
    name,
    values: Array.from({ length: size }, (_, value) => `${name} ${value}`),
    shares: sharesOf(size, random),
    laterShares: sharesOf(size, random),
    effects: Array.from({ length: size }, () => 2 ** ((random() - 0.5) * 0.8)),
    codes: new Uint8Array(plan.sessions),
  }));
  const startMs = new Float64Array(plan.sessions);
  const bad = new Uint8Array(plan.sessions);
  const peakMs = random() * DAY_MS;
  for (let row = 0; row < plan.sessions; row++) {
    let atMs: number;
    do {
      atMs = plan.startMs + random() * (plan.endMs - plan.startMs);
    } while (random() > 0.65 + 0.35 * Math.cos(2 * Math.PI * (atMs - peakMs) / DAY_MS));
    startMs[row] = atMs;
    const isLater = plan.mixChangesMs !== undefined && atMs >= plan.mixChangesMs;
    let rate = plan.baseRate;
    const where: Record<string, string> = {};
    attributes.forEach(({ name, values, shares, laterShares, effects, codes }) => {
      const isTied = (name === "player" || name === "app_version") && random() < 0.6;
      const code = isTied
        ? attributes[1]!.codes[row]! % values.length
        : draw(isLater ? laterShares : shares, random);
      codes[row] = code;
      where[name] = values[code]!;
      rate *= effects[code]!;
    });
    for (const cause of plan.causes) {
      const isHit = atMs >= cause.startMs &&
        Object.entries(cause.where).every(([name, value]) => where[name] === value);
      if (isHit) rate *= cause.strength;
    }
    if (random() < Math.min(0.95, rate)) bad[row] = 1;
  }
  const coded: CodedAttribute[] = attributes.map(({ name, values, codes }) => ({
    name,
    values,
    codes,
  }));
  if (plan.twin !== undefined) coded.push(twinOf(plan.twin, coded, random));
  return {
    length: plan.sessions,
    attributes: coded,
    sessions: new Uint8Array(plan.sessions).fill(1),
    bad,
    startMs,
  };
}

function twinOf(
  { attribute, value, name }: NonNullable<Plan["twin"]>,
  attributes: readonly CodedAttribute[],
  random: () => number,
): CodedAttribute {
  const { values, codes } = attributes.find((one) => one.name === attribute)!;
  const code = values.indexOf(value);
  return {
    name,
    values: ["twin", "one", "two", "three"],
    codes: codes.map((one) => one === code ? 0 : 1 + Math.floor(3 * random())),
  };
}
