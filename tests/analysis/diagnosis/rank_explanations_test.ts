import { assertEquals } from "@std/assert";
import { type Observations, rankExplanations } from "../../../src/analysis/diagnosis/mod.ts";
import { crossed, type Group, makeSessions, QUESTION } from "./make_sessions.ts";

const VALUES = { bitrate: ["500", "1200", "2500"], p2p: ["0", "1"] };
const baseline = crossed(600, VALUES, () => 0.02);

/** Most sessions are of p2p, so that any cause has many of its bad sessions in it. */
function mostlyP2p(groups: readonly Group[]): Group[] {
  return groups.map((group) =>
    group.where.p2p === "1" ? { ...group, sessions: 4 * group.sessions, bad: 4 * group.bad } : group
  );
}

function ranked(rateOf: (where: Readonly<Record<string, string>>) => number): Observations {
  return makeSessions(mostlyP2p(baseline), mostlyP2p(crossed(300, VALUES, rateOf)));
}

Deno.test("a large parent does not stand before the part of it that explains it", () => {
  const [first] = rankExplanations(
    ranked(({ bitrate, p2p }) => bitrate === "2500" && p2p === "1" ? 0.2 : 0.02),
    QUESTION,
  );
  assertEquals(first, { bitrate: "2500", p2p: "1" });
});

Deno.test("a part stands before its parent when the parent's rest is as always, whatever its excess", () => {
  // By chance, the rest has a few bad sessions more, so that the parent has the larger excess.
  const [first] = rankExplanations(
    ranked(({ bitrate, p2p }) => p2p === "1" ? bitrate === "2500" ? 0.06 : 0.028 : 0.02),
    QUESTION,
  );
  assertEquals(first, { bitrate: "2500", p2p: "1" });
});

Deno.test("two values of an attribute stand before the parent that most of both are in", () => {
  const [first, second] = rankExplanations(
    ranked(({ bitrate }) => bitrate === "2500" ? 0.3 : bitrate === "500" ? 0.2 : 0.02),
    QUESTION,
  );
  assertEquals([first, second], [{ bitrate: "2500" }, { bitrate: "500" }]);
});

Deno.test("a row of many sessions counts like as many rows of one", () => {
  const observations = ranked(({ bitrate }) => bitrate === "2500" ? 0.2 : 0.02);
  const tens = Array.from({ length: observations.length / 10 }, (_, i) => 10 * i);
  const sumOfTen = (counts: Observations["bad"]): Uint8Array =>
    Uint8Array.from(tens, (row) => [...counts.subarray(row, row + 10)].reduce((a, b) => a + b));
  const inTens: Observations = {
    length: tens.length,
    attributes: observations.attributes.map((attribute) => ({
      ...attribute,
      codes: Uint8Array.from(tens, (row) => attribute.codes[row]!),
    })),
    sessions: sumOfTen(observations.sessions),
    bad: sumOfTen(observations.bad),
    startMs: tens.map((row) => observations.startMs[row]!),
  };
  assertEquals(
    rankExplanations(inTens, QUESTION)[0],
    rankExplanations(observations, QUESTION)[0],
  );
});
