import { assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  type CodedAttribute,
  diagnose,
  type Diagnosis,
  type Observations,
  rankExplanations,
} from "../../../src/analysis/diagnosis/mod.ts";
import { randomOf } from "../../support/random.ts";
import { crossed, makeSessions, QUESTION } from "./make_sessions.ts";

const VALUES = { cdn: ["a", "b", "c"], os: ["x", "y"], country: ["p", "q"] };

/** A window with a group of any strength in it. */
interface Made {
  readonly rates: readonly number[];
  readonly strength: number;
  readonly combined: boolean;
}

const made = fc.record({
  rates: fc.array(fc.double({ min: 0.01, max: 0.1, noNaN: true }), { minLength: 7, maxLength: 7 }),
  strength: fc.double({ min: 1, max: 8, noNaN: true }),
  combined: fc.boolean(),
});

function observe({ rates, strength, combined }: Made): Observations {
  const names = Object.values(VALUES).flat();
  const rateOf = (where: Readonly<Record<string, string>>): number =>
    Object.values(where).reduce((sum, value) => sum + rates[names.indexOf(value)]! / 3, 0);
  return makeSessions(
    crossed(90, VALUES, rateOf),
    crossed(60, VALUES, (where) => {
      const isHit = where.cdn === "a" && (!combined || where.os === "x");
      return Math.min(0.9, rateOf(where) * (isHit ? strength : 1));
    }),
  );
}

/** What a diagnosis says, without what its shuffles decide in the last digits. */
function said(diagnosis: Diagnosis) {
  if (diagnosis.verdict !== "incident") return { verdict: diagnosis.verdict };
  const { verdict, causes } = diagnosis;
  return {
    verdict,
    causes: causes.map(({ where, n, bad, since }) => ({ where: sorted(where), n, bad, since })),
  };
}

function sorted(where: Readonly<Record<string, string>>) {
  return Object.entries(where).sort();
}

function reorder<Numbers extends Uint8Array | Uint16Array | Uint32Array>(
  numbers: Numbers,
  order: readonly number[],
): Numbers {
  return numbers.map((_, i) => numbers[order[i]!]!) as Numbers;
}

/** The same, with rows in any other order, and attributes and values in the opposite one. */
function relisted(observations: Observations, seed: number): Observations {
  const random = randomOf(seed);
  const order = Array.from({ length: observations.length }, (_, row) => row)
    .map((row) => ({ row, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ row }) => row);
  return {
    length: observations.length,
    attributes: observations.attributes.toReversed().map(({ name, values, codes }) => ({
      name,
      values: values.toReversed(),
      codes: reorder(codes, order).map((code) => values.length - 1 - code),
    })),
    sessions: reorder(observations.sessions, order),
    bad: reorder(observations.bad, order),
    startMs: order.map((row) => observations.startMs[row]!),
  };
}

Deno.test("the order of rows, attributes and codes changes nothing", () => {
  fc.assert(
    fc.property(made, fc.integer(), (window, seed) => {
      const observations = observe(window);
      assertEquals(
        rankExplanations(relisted(observations, seed), QUESTION).map(sorted),
        rankExplanations(observations, QUESTION).map(sorted),
      );
    }),
    { numRuns: 40 },
  );
});

Deno.test("the order changes no digit of a diagnosis, that of its shuffles included", () => {
  fc.assert(
    fc.property(made, fc.integer(), (window, seed) => {
      const observations = observe(window);
      assertEquals(
        diagnose(relisted(observations, seed), QUESTION, randomOf(1)),
        diagnose(observations, QUESTION, randomOf(1)),
      );
    }),
    { numRuns: 40 },
  );
});

Deno.test("equals of which the order of sums once decided stand by their names", () => {
  const window: Made = {
    rates: [
      0.09999999999999985,
      0.012091494180616242,
      0.06450007343309376,
      0.010000000000000002,
      0.010000000000000024,
      0.02894548009984119,
      0.01434593208612017,
    ],
    strength: 1.000000000000002,
    combined: false,
  };
  const observations = observe(window);
  assertEquals(
    rankExplanations(relisted(observations, -1192520170), QUESTION).map(sorted),
    rankExplanations(observations, QUESTION).map(sorted),
  );
});

Deno.test("so many rows that overlaps are taken from a sample are the same in any order", () => {
  const rateOf = ({ os, country }: Readonly<Record<string, string>>): number =>
    0.02 + (os === "x" ? 0.01 : 0) + (country === "p" ? 0.005 : 0);
  const observations = makeSessions(
    crossed(2000, VALUES, rateOf),
    crossed(2500, VALUES, (where) => {
      const isHit = where.cdn === "a" && where.os === "x" || where.cdn === "b";
      return rateOf(where) * (isHit ? 3 : 1);
    }),
  );
  assertEquals(
    diagnose(relisted(observations, 7), QUESTION, randomOf(1)),
    diagnose(observations, QUESTION, randomOf(1)),
  );
});

Deno.test("an attribute that is the same everywhere changes nothing", () => {
  fc.assert(
    fc.property(made, (window) => {
      const observations = observe(window);
      const constant: CodedAttribute = {
        name: "account",
        values: ["ours"],
        codes: new Uint8Array(observations.length),
      };
      assertEquals(
        said(diagnose(
          { ...observations, attributes: [...observations.attributes, constant] },
          QUESTION,
          randomOf(1),
        )),
        said(diagnose(observations, QUESTION, randomOf(1))),
      );
    }),
    { numRuns: 40 },
  );
});

Deno.test("a copy of an attribute is never told from it", () => {
  fc.assert(
    fc.property(made, (window) => {
      const observations = observe(window);
      const cdn = observations.attributes.find(({ name }) => name === "cdn")!;
      const diagnosis = diagnose(
        { ...observations, attributes: [...observations.attributes, { ...cdn, name: "copy" }] },
        QUESTION,
        randomOf(1),
      );
      if (diagnosis.verdict !== "incident") return;
      for (const { where, inseparableFrom } of diagnosis.causes) {
        const { cdn: original, copy, ...others } = where;
        const value = original ?? copy;
        if (value === undefined) continue;
        const otherName = original === undefined ? "cdn" : "copy";
        assertEquals(
          inseparableFrom.map((one) => sorted(one.where)).some((one) =>
            JSON.stringify(one) === JSON.stringify(sorted({ ...others, [otherName]: value }))
          ),
          true,
        );
      }
    }),
    { numRuns: 40 },
  );
});
