import { assert, assertEquals } from "@std/assert";
import {
  type Cause,
  diagnose,
  type Diagnosis,
  type DiagnosisQuestion,
  type Observations,
} from "../../../src/analysis/diagnosis/mod.ts";
import { randomOf } from "../../support/random.ts";
import {
  BASELINE,
  crossed,
  CURRENT,
  drawSessions,
  makeSessions,
  QUESTION,
} from "./make_sessions.ts";

const VALUES = {
  cdn: ["Aurora", "Borealis", "Comet"],
  os: ["Android", "iOS", "Roku"],
  country: ["DE", "FR"],
};
const USUAL = 0.02;
const baseline = crossed(300, VALUES, () => USUAL);

type Verdict = Diagnosis["verdict"];

function diagnosed<Expected extends Verdict>(
  observations: Observations,
  verdict: Expected,
  question: DiagnosisQuestion = QUESTION,
): Extract<Diagnosis, { verdict: Expected }> {
  const diagnosis = diagnose(observations, question, randomOf(1));
  assertEquals<Verdict>(diagnosis.verdict, verdict);
  return diagnosis as Extract<Diagnosis, { verdict: Expected }>;
}

function causesOf(
  observations: Observations,
  question: DiagnosisQuestion = QUESTION,
): readonly Cause[] {
  return diagnosed(observations, "incident", question).causes;
}

Deno.test("a value is the cause when all that it is combined with is hit", () => {
  const causes = causesOf(
    makeSessions(baseline, crossed(100, VALUES, ({ cdn }) => cdn === "Comet" ? 0.1 : USUAL)),
  );
  assertEquals(causes.map(({ where }) => where), [{ cdn: "Comet" }]);
  const [cause] = causes as [Cause];
  assertEquals([cause.n, cause.bad], [600, 60]);
  assert(cause.low > 2 && cause.low < cause.ratio && cause.ratio < cause.high);
  assert(cause.pAdjusted < 0.01);
});

Deno.test("a combination is the cause when its parents are well without it", () => {
  const causes = causesOf(makeSessions(
    baseline,
    crossed(
      200,
      VALUES,
      ({ cdn, os }) => cdn === "Comet" && os === "Roku" ? 0.15 : USUAL,
    ),
  ));
  assertEquals(causes.map(({ where }) => where), [{ cdn: "Comet", os: "Roku" }]);
});

Deno.test("a cause of three values is found, and a search of four is not made", () => {
  const four = { ...VALUES, plan: ["free", "paid"] };
  const causes = causesOf(makeSessions(
    crossed(300, four, () => USUAL),
    crossed(
      200,
      four,
      ({ cdn, os, country }) => cdn === "Comet" && os === "Roku" && country === "FR" ? 0.2 : USUAL,
    ),
  ));
  assertEquals(causes.map(({ where }) => where), [{ cdn: "Comet", os: "Roku", country: "FR" }]);
});

Deno.test("when everything is hit alike, all sessions are the cause", () => {
  const causes = causesOf(makeSessions(baseline, crossed(100, VALUES, () => 0.1)));
  assertEquals(causes.map(({ where }) => where), [{}]);
});

Deno.test("when everything is hit by chance more or less, a value that most have is not the cause", () => {
  const random = randomOf(5);
  const windows = Array.from({ length: 30 }, () => {
    const drawn = drawSessions(6000, random);
    const mostly = {
      name: "mostly",
      values: ["yes", "no"],
      codes: Uint8Array.from(drawn.bad, () => random() < 0.91 ? 0 : 1),
    };
    const bad = drawn.bad.map((count, row) =>
      drawn.startMs[row]! >= CURRENT.startMs && random() < 0.07 ? 1 : count
    );
    return { ...drawn, attributes: [...drawn.attributes, mostly], bad };
  });
  const told = windows.filter((window) => Object.keys(causesOf(window)[0]!.where).length === 0);
  assert(told.length >= 28, `${told.length} of ${windows.length}`);
});

Deno.test("two causes at a time are both named, with what each explains", () => {
  const diagnosis = diagnosed(
    makeSessions(
      baseline,
      crossed(
        100,
        VALUES,
        ({ cdn, os }) => cdn === "Aurora" ? 0.14 : os === "Roku" ? 0.1 : USUAL,
      ),
    ),
    "incident",
  );
  assertEquals(diagnosis.causes.map(({ where }) => where), [{ cdn: "Aurora" }, { os: "Roku" }]);
  assertEquals(diagnosis.causes.map(({ inseparableFrom }) => inseparableFrom), [[], []]);
  const explained = diagnosis.causes.reduce((sum, { explains }) => sum + explains, 0);
  assert(explained > 0.9 && explained <= 1);
  assert(Math.abs(diagnosis.unexplained - (1 - explained)) < 1e-12);
});

Deno.test("two causes that share a value are told apart from it, if most of what has it is well", () => {
  const systems = { cdn: VALUES.cdn, os: ["Android", "iOS", "Roku", "Tizen", "webOS"] };
  const causes = (sick: readonly string[]) =>
    causesOf(makeSessions(
      crossed(6000, systems, () => USUAL),
      crossed(
        2000,
        systems,
        ({ cdn, os }) => cdn === "Comet" && sick.includes(os!) ? 0.1 : USUAL,
      ),
    )).map(({ where }) => where);
  assertEquals(causes(["iOS", "Roku"]), [
    { cdn: "Comet", os: "Roku" },
    { cdn: "Comet", os: "iOS" },
  ]);
  assertEquals(causes(["Android", "iOS", "Roku", "Tizen"]), [{ cdn: "Comet" }]);
});

Deno.test("two sick CDNs are not all sessions, though the first alone leaves a rest that is half sick", () => {
  const causes = causesOf(makeSessions(
    baseline,
    crossed(100, VALUES, ({ cdn }) => cdn === "Aurora" ? 0.12 : cdn === "Comet" ? 0.11 : USUAL),
  ));
  assertEquals(causes.map(({ where, inseparableFrom }) => ({ where, inseparableFrom })), [
    { where: { cdn: "Aurora" }, inseparableFrom: [] },
    { where: { cdn: "Comet" }, inseparableFrom: [] },
  ]);
});

Deno.test("of values that hold the same sessions, the cause is the one that says less", () => {
  const observations = makeSessions(
    baseline,
    crossed(200, VALUES, ({ cdn, os }) => cdn === "Comet" && os === "Roku" ? 0.15 : USUAL),
  );
  const os = observations.attributes.find(({ name }) => name === "os")!;
  const [cause] = causesOf({
    ...observations,
    attributes: [{ ...os, name: "a_platform" }, ...observations.attributes],
  }) as [Cause];
  assertEquals(Object.keys(cause.where).length, 2);
  assertEquals(cause.inseparableFrom.length, 1);
});

/** Adds an attribute that has one value on the CDN Comet, but for some rows, and another elsewhere. */
function withPop(
  observations: Observations,
  isElsewhere: (row: number) => boolean = () => false,
): Observations {
  const cdn = observations.attributes.find(({ name }) => name === "cdn")!;
  const comet = cdn.values.indexOf("Comet");
  const codes = cdn.codes.map((code, row) => code === comet && !isElsewhere(row) ? 0 : 1);
  const pop = { name: "pop", values: ["edge-1", "edge-2"], codes };
  return { ...observations, attributes: [...observations.attributes, pop] };
}

const sickComet = makeSessions(
  baseline,
  crossed(100, VALUES, ({ cdn }) => cdn === "Comet" ? 0.1 : USUAL),
);

Deno.test("a value that only the sick CDN serves cannot be separated from it", () => {
  const [cause] = causesOf(withPop(sickComet)) as [Cause];
  assertEquals(cause.where, { cdn: "Comet" });
  assertEquals(cause.inseparableFrom, [
    { where: { pop: "edge-1" }, onlyInCause: 0, onlyInAlternative: 0 },
  ]);
});

Deno.test("a few sessions separate two groups when all of them are bad", () => {
  const comet = sickComet.attributes[0]!.values.indexOf("Comet");
  const elsewhere = Array.from(sickComet.bad.keys())
    .filter((row) => sickComet.startMs[row]! >= CURRENT.startMs && sickComet.bad[row] === 1)
    .filter((row) => sickComet.attributes[0]!.codes[row] === comet)
    .slice(0, 8);
  const [cause] = causesOf(withPop(sickComet, (row) => elsewhere.includes(row))) as [Cause];
  assertEquals([cause.where, cause.inseparableFrom], [{ cdn: "Comet" }, []]);
});

Deno.test("groups that only overlap can be separated, and are not named together", () => {
  const [cause] = causesOf(
    makeSessions(
      baseline,
      crossed(100, VALUES, ({ cdn, os }) => cdn === "Comet" && os !== "iOS" ? 0.2 : USUAL)
        .filter(({ where }) => where.os !== "iOS" || where.cdn !== "Comet"),
    ),
  ) as [Cause];
  assertEquals([cause.where, cause.inseparableFrom], [{ cdn: "Comet" }, []]);
});

Deno.test("a quiet window is no incident, and tells what it would have shown", () => {
  const diagnosis = diagnosed(
    makeSessions(baseline, crossed(100, VALUES, () => USUAL)),
    "nothing_stands_out",
  );
  const { ratioOfAll, ratioOfTenth } = diagnosis.smallestDetectable;
  assert(1 < ratioOfAll && ratioOfAll < 3);
  assert(ratioOfAll < ratioOfTenth);
});

Deno.test("who allows fewer false alarms is told less, and what would have to be there", () => {
  const observations = makeSessions(
    baseline,
    crossed(100, VALUES, ({ cdn }) => cdn === "Comet" ? 0.05 : USUAL),
  );
  const [cause] = causesOf(observations) as [Cause];
  const strict = { ...QUESTION, falseAlarm: cause.pAdjusted / 2 };
  const { smallestDetectable } = diagnosed(observations, "nothing_stands_out", strict);
  const quiet = makeSessions(baseline, crossed(100, VALUES, () => USUAL));
  const usual = diagnosed(quiet, "nothing_stands_out").smallestDetectable;
  assert(smallestDetectable.ratioOfAll > usual.ratioOfAll);
});

Deno.test("of a sample of the good sessions and all bad ones, the cause is found", () => {
  const observations = makeSessions(
    baseline,
    crossed(400, VALUES, ({ cdn }) => cdn === "Comet" ? 0.1 : USUAL),
  );
  const isTaken = (row: number): boolean => observations.bad[row] === 1 || row % 10 === 0;
  const sessions = observations.sessions.map((_, row) =>
    observations.bad[row] === 1 ? 1 : isTaken(row) ? 10 : 0
  );
  const [cause] = causesOf({ ...observations, sessions, isSampled: true }) as [Cause];
  assertEquals(cause.where, { cdn: "Comet" });
});

Deno.test("more of a bad group is no incident: its own rate is as always", () => {
  const rates = ({ os }: Readonly<Record<string, string>>): number => os === "Roku" ? 0.2 : USUAL;
  const usual = crossed(200, VALUES, rates);
  const more = usual.map((group) => ({
    ...group,
    ...(group.where.os === "Roku" ? { sessions: 3 * group.sessions, bad: 3 * group.bad } : {}),
  }));
  diagnosed(makeSessions(usual, more), "nothing_stands_out");
});

Deno.test("too few sessions are called so, with how many would do", () => {
  const quiet = (sessions: number): Observations =>
    makeSessions(crossed(sessions, VALUES, () => USUAL), crossed(sessions, VALUES, () => 0));
  const { overall, sessionsNeeded } = diagnosed(quiet(5), "too_few_sessions");
  assertEquals(overall.n, 90);
  assert(sessionsNeeded! > 90);
  diagnosed(quiet(200), "nothing_stands_out");
});

Deno.test("without a window or a baseline nobody can tell how many sessions would do", () => {
  const all = [makeSessions(baseline, []), makeSessions([], baseline), makeSessions([], [])];
  for (const observations of all) {
    assertEquals(diagnosed(observations, "too_few_sessions").sessionsNeeded, null);
  }
});

Deno.test("a missing value is no cause: a start that failed lacks what comes later", () => {
  const values = { cdn: ["Aurora", "none"], os: ["Android", "iOS"] };
  const observations = makeSessions(
    crossed(300, values, () => USUAL),
    crossed(300, values, ({ cdn }) => cdn === "none" ? 0.2 : USUAL),
  );
  const causes = causesOf({
    ...observations,
    attributes: observations.attributes.map((attribute) => ({
      ...attribute,
      values: attribute.values.map((value) => value === "none" ? null : value),
    })),
  });
  assertEquals(causes.some(({ where }) => "cdn" in where), false);
});

Deno.test("an earlier incident in the baseline does not hide that it came back", () => {
  const observations = makeSessions(
    baseline,
    crossed(100, VALUES, ({ cdn }) => cdn === "Comet" ? 0.12 : USUAL),
  );
  const cdn = observations.attributes.find(({ name }) => name === "cdn")!;
  const comet = cdn.values.indexOf("Comet");
  const wasSick = (row: number): boolean =>
    observations.startMs[row]! < BASELINE.endMs / 4 && cdn.codes[row] === comet;
  const [cause] = causesOf({
    ...observations,
    bad: observations.bad.map((bad, row) => wasSick(row) && row % 8 === 0 ? 1 : bad),
  }) as [Cause];
  assertEquals(cause.where, { cdn: "Comet" });
  // The mean of the whole baseline would make it 2.4.
  assert(cause.ratio > 3, `The ratio is ${cause.ratio}`);
});

Deno.test("rows whose outcome is not known count for nothing", () => {
  const observations = makeSessions(
    baseline,
    crossed(100, VALUES, ({ cdn }) => cdn === "Comet" ? 0.1 : USUAL),
  );
  const known = observations.sessions.map((_, row) => row % 2);
  const bad = observations.bad.map((count, row) => known[row]! * count);
  const diagnosis = diagnose({ ...observations, sessions: known, bad }, QUESTION, randomOf(1));
  assertEquals(diagnosis.overall.n, 900);
});

Deno.test("a cause began when its own sessions turned bad, and has ended when they are well again", () => {
  const fromMs = CURRENT.startMs + 5 * 60_000;
  const toMs = CURRENT.startMs + 15 * 60_000;
  const observations = makeSessions(baseline, crossed(400, VALUES, () => USUAL));
  const cdn = observations.attributes.find(({ name }) => name === "cdn")!;
  const comet = cdn.values.indexOf("Comet");
  const during = (untilMs: number): Observations => ({
    ...observations,
    bad: observations.bad.map((bad, row) => {
      const atMs = observations.startMs[row]!;
      return cdn.codes[row] === comet && atMs >= fromMs && atMs < untilMs && row % 4 === 0
        ? 1
        : bad;
    }),
  });
  const [ended] = causesOf(during(toMs)) as [Cause];
  assert(ended.since.lowMs <= fromMs && fromMs <= ended.since.highMs);
  assert(Math.abs(ended.since.startMs - fromMs) <= 60_000);
  assert(Math.abs(ended.since.endMs! - toMs) <= 60_000);
  const [goingOn] = causesOf(during(Infinity)) as [Cause];
  assertEquals(goingOn.since.endMs, null);
});

/** The first cause when the CDN Comet is sick in some of its sessions. */
function sinceWhen(
  observations: Observations,
  question: typeof QUESTION,
  isSick: (atMs: number) => boolean,
): Cause["since"] {
  const cdn = observations.attributes.find(({ name }) => name === "cdn")!;
  const comet = cdn.values.indexOf("Comet");
  const bad = observations.bad.map((count, row) =>
    cdn.codes[row] === comet && row % 4 === 0 && isSick(observations.startMs[row]!) ? 1 : count
  );
  const [cause] = causesOf({ ...observations, bad }, question) as [Cause];
  assertEquals(cause.where, { cdn: "Comet" });
  return cause.since;
}

Deno.test("a lull at the end that chance may make is no end", () => {
  const observations = makeSessions(baseline, crossed(100, VALUES, () => USUAL));
  const lullMs = CURRENT.endMs - 25_000;
  const { endMs } = sinceWhen(
    observations,
    QUESTION,
    (atMs) => atMs >= CURRENT.startMs && atMs < lullMs,
  );
  assertEquals(endMs, null);
});

Deno.test("the start is known to five minutes, however long the windows are", () => {
  const days = 24 * 7;
  const observations = makeSessions(
    crossed(1500, VALUES, () => USUAL),
    crossed(3000, VALUES, () => USUAL),
  );
  const startMs = Float64Array.from(observations.startMs, (atMs) => atMs * days);
  const scaled = ({ startMs, endMs }: typeof CURRENT) => ({
    startMs: startMs * days,
    endMs: endMs * days,
  });
  const question = { current: scaled(CURRENT), baseline: [scaled(BASELINE)] };
  const sickFromMs = question.current.startMs + 7 * 3_600_000 + 123_456;
  const since = sinceWhen({ ...observations, startMs }, question, (atMs) => atMs >= sickFromMs);
  const offMs = Math.abs(since.startMs - sickFromMs);
  assert(offMs <= 5 * 60_000, `Off by ${offMs} ms`);
});
