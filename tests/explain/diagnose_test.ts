import { assert, assertEquals, assertRejects } from "@std/assert";
import { FACT } from "../../src/analysis/mod.ts";
import { selectRows } from "../../src/analysis/table/select_rows.ts";
import {
  type AskProgress,
  diagnoseSessions,
  type DiagnosisAnswer,
  type TableSource,
} from "../../src/explain/mod.ts";
import { askable, HOUR_MS, incidentSince, NOW_MS } from "./support.ts";

const WHERE = { cdn: ["Polar Edge"], device_os: ["Android"] };
const BY = ["cdn", "device_os", "geo_country_code", "plan"];
const LAST_HOUR = { start: NOW_MS - HOUR_MS, end: NOW_MS };

function failingStarts(strength: number) {
  return incidentSince(NOW_MS - HOUR_MS / 2, {
    kind: "video_start_failure",
    where: WHERE,
    strength,
  });
}

function firstCause({ problems }: DiagnosisAnswer): unknown {
  return problems[0]?.causes[0]?.where;
}

Deno.test("a diagnosis says what is broken, where and since when, over all that can be wrong", async () => {
  const kinds = {
    vsf: { kind: "video_start_failure", strength: 0.5 },
    ebvs: { kind: "exit_before_video_start", strength: 0.6 },
    vpf: { kind: "video_playback_failure", strength: 0.5 },
    slow_start: { kind: "slow_start", strength: 4 },
    rebuffering: { kind: "rebuffering", strength: 0.3 },
  } as const;
  for (const [metric, { kind, strength }] of Object.entries(kinds)) {
    const { source } = askable({
      sessionsPerDay: 70_000,
      incidents: [
        incidentSince(NOW_MS - HOUR_MS, { kind, where: { cdn: ["Polar Edge"] }, strength }),
      ],
    });
    const answer = await diagnoseSessions(source, LAST_HOUR, { by: BY, maxRequests: 200 });
    assertEquals(answer.verdict, "incident");
    const problem = answer.problems.find((one) => one.metric === metric);
    assertEquals(problem?.causes[0]?.where, { cdn: "Polar Edge" }, metric);
    assert(problem!.since.lowMs <= NOW_MS - HOUR_MS && problem!.since.highMs >= NOW_MS - HOUR_MS);
    assertEquals(problem!.since.endMs, null);
    assertEquals(answer.problems.length + answer.unremarkable.length, 5);
  }
});

Deno.test("a quiet hour that is just over is not alarming, whatever the API selects by", async () => {
  // Its failures have all ended and its plays have not: a third more failures than a day earlier.
  for (const selection of ["start", "end", "overlap"] as const) {
    const { source } = askable({ sessionsPerDay: 50_000, selection });
    const answer = await diagnoseSessions(source, LAST_HOUR, {
      by: BY,
      metrics: ["vsf", "ebvs"],
      maxRequests: 200,
    });
    assertEquals(answer.verdict, "nothing_stands_out", selection);
    const vsf = answer.unremarkable.find(({ metric }) => metric === "vsf")!;
    assert(vsf.expected! > 0.75 * vsf.value! && vsf.expected! < 1.35 * vsf.value!, selection);
    const { seen } = answer.provenance.pulls.find(({ purpose }) => purpose === "baseline")!;
    assert(Math.abs(seen!.endedWithinMs) < 60_000, String(seen!.endedWithinMs));
  }
});

Deno.test("a long range is thinned over time, within the requests that may be made", async () => {
  const { source, sandbox } = askable({
    sessionsPerDay: 400_000,
    incidents: [incidentSince(NOW_MS - HOUR_MS, {
      kind: "exit_before_video_start",
      where: WHERE,
      strength: 0.4,
    })],
  });
  const query = { start: NOW_MS - 3 * HOUR_MS, end: NOW_MS };
  const answer = await diagnoseSessions(source, query, {
    by: BY,
    metrics: ["ebvs"],
    maxRequests: 40,
  });
  assertEquals(firstCause(answer), { cdn: "Polar Edge", device_os: "Android" });
  assertEquals(answer.asked.requests, sandbox.requests.length);
  assert(answer.asked.requests <= 48, String(answer.asked.requests));
  assertEquals(
    new Set(answer.asked.plan.map(({ reason }) => reason)),
    new Set(["thinned_for_budget"]),
  );
  const { windows } = answer.asked.plan.filter(({ purpose }) => purpose === "current").at(-1)!;
  const spanMs = windows.at(-1)!.endMs - windows[0]!.startMs;
  assert(windows.length >= 10 && spanMs > 2.5 * HOUR_MS, "spread over the range");
});

/** A short range, hours after something broke. */
const LAST_HALF_HOUR = { start: NOW_MS - HOUR_MS / 2, end: NOW_MS };

Deno.test("an incident that was there before the range is found, with when it began", async () => {
  const kinds = {
    vsf: { kind: "video_start_failure", strength: 0.3 },
    vpf: { kind: "video_playback_failure", strength: 0.3 },
    slow_start: { kind: "slow_start", strength: 4 },
  } as const;
  const beganMs = NOW_MS - 1.75 * HOUR_MS;
  for (const [metric, { kind, strength }] of Object.entries(kinds)) {
    const { source } = askable({
      sessionsPerDay: 100_000,
      incidents: [incidentSince(beganMs, { kind, where: WHERE, strength })],
    });
    const { problems, baseline } = await diagnoseSessions(source, LAST_HALF_HOUR, { by: BY });
    const problem = problems.find((one) => one.metric === metric);
    const [cause] = problem?.causes ?? [];
    assertEquals(cause?.where, { cdn: "Polar Edge", device_os: "Android" }, metric);
    assertEquals(cause?.since, problem!.since);
    assert(cause!.since.lowMs <= beganMs && beganMs <= cause!.since.highMs, metric);
    assert(cause!.since.highMs < LAST_HALF_HOUR.start, metric);
    assertEquals(problem!.heldAgainst, baseline.slice(0, 1), "the day before");
  }
});

Deno.test("an incident older than all that was asked since the day before may be as old as that", async () => {
  const beganMs = NOW_MS - 5 * HOUR_MS;
  const { source } = askable({
    sessionsPerDay: 100_000,
    incidents: [incidentSince(beganMs, {
      kind: "video_start_failure",
      where: WHERE,
      strength: 0.3,
    })],
  });
  const answer = await diagnoseSessions(source, LAST_HALF_HOUR, { by: BY, metrics: ["vsf"] });
  assertEquals(firstCause(answer), { cdn: "Polar Edge", device_os: "Android" });
  const [{ since }] = answer.problems as [DiagnosisAnswer["problems"][0]];
  assert(since.startMs - (NOW_MS - 2 * HOUR_MS) < HOUR_MS / 12);
  assertEquals(since.lowMs, answer.baseline[0]!.endMs);
});

Deno.test("causes of before the range have each their own start", async () => {
  const began = { "Polar Edge": NOW_MS - 1.75 * HOUR_MS, "Meridian": NOW_MS - 1.5 * HOUR_MS };
  const { source } = askable({
    sessionsPerDay: 200_000,
    incidents: Object.entries(began).map(([cdn, startMs]) =>
      incidentSince(startMs, { kind: "video_start_failure", where: { cdn: [cdn] }, strength: 0.3 })
    ),
  });
  const { problems } = await diagnoseSessions(source, LAST_HALF_HOUR, { by: BY, metrics: ["vsf"] });
  const causes = problems[0]?.causes ?? [];
  assertEquals(new Set(causes.map(({ where }) => where.cdn)), new Set(Object.keys(began)));
  for (const { where, since } of causes) {
    const startMs = began[where.cdn as keyof typeof began];
    assert(since.lowMs <= startMs && startMs <= since.highMs, where.cdn);
  }
});

Deno.test("an incident that began in the range is held against all of the baseline", async () => {
  const { source } = askable({ sessionsPerDay: 100_000, incidents: [failingStarts(0.5)] });
  const answer = await diagnoseSessions(source, LAST_HOUR, { by: BY, metrics: ["vsf"] });
  assertEquals(answer.problems[0]!.heldAgainst, answer.baseline);
  assertEquals(answer.baseline.length, 4);
});

Deno.test("where the baseline is thinned, the day before has as much of it as the hours before", async () => {
  const { source } = askable({ sessionsPerDay: 400_000 });
  const query = { start: NOW_MS - 3 * HOUR_MS, end: NOW_MS };
  const { asked } = await diagnoseSessions(source, query, {
    by: BY,
    metrics: ["vsf"],
    maxRequests: 40,
  });
  const windows = asked.plan.filter(({ purpose }) => purpose === "baseline")
    .flatMap((step) => step.windows);
  const ofDayBefore = windows.filter(({ startMs }) => startMs < NOW_MS - 24 * HOUR_MS);
  assert(Math.abs(windows.length - 2 * ofDayBefore.length) <= 2, `${ofDayBefore.length}`);
});

/** A source that has lost most of its failed starts, always the same ones. */
function withRareFailures(source: TableSource): TableSource {
  return {
    ...source,
    async read(query, options) {
      const { table, coverage } = await source.read(query, options);
      const rows = Uint32Array.from({ length: table.length }, (_, row) => row).filter((row) =>
        (table.holds[row]! & FACT.vsf!) === 0 || table.measures.startMs[row]! % 10 === 0
      );
      return { table: selectRows(table, rows), coverage };
    },
  };
}

Deno.test("failures of one start in a thousand are explained with a twentieth of all requests", async () => {
  const query = { start: NOW_MS - 4 * HOUR_MS, end: NOW_MS - HOUR_MS };
  const { source, sandbox } = askable({
    sessionsPerDay: 1_000_000,
    incidents: [incidentSince(NOW_MS - 3 * HOUR_MS, {
      kind: "video_start_failure",
      where: WHERE,
      strength: 0.2,
    })],
  });
  const answer = await diagnoseSessions(withRareFailures(source), query, {
    by: BY,
    metrics: ["vsf"],
  });
  assertEquals(firstCause(answer), { cdn: "Polar Edge", device_os: "Android" });
  const [problem] = answer.problems;
  assert(problem!.value < 0.004, String(problem!.value));
  assertEquals(answer.asked.plan.at(-1)!.reason, "failures_are_rare");
  assertEquals(answer.asked.plan.at(-1)!.filters.parameters, { is_video_start_failure: true });
  const all = [answer.range, ...answer.baseline]
    .reduce((sum, window) => sum + sandbox.count(window), 0);
  assert(answer.asked.requests < 0.05 * all / 690, String(answer.asked.requests));
  const failed = sandbox.truth(answer.range, WHERE).filter((session) =>
    session.is_video_start_failure && session.session_start_timestamp_ms as number % 10 === 0
  );
  assertEquals(problem!.causes[0]!.bad, failed.length);
  // The sample stands for all sessions of the range.
  const sessions = sandbox.count(answer.range);
  assert(Math.abs(problem!.n / sessions - 1) < 0.1, `${problem!.n} of ${sessions}`);
});

Deno.test("rare failures are held against a sample of each window, however few requests there are", async () => {
  const { source } = askable({ sessionsPerDay: 60_000 });
  const query = { start: NOW_MS - 2 * HOUR_MS, end: NOW_MS };
  const { asked, baseline } = await diagnoseSessions(withRareFailures(source), query, {
    by: BY,
    metrics: ["vsf"],
    maxRequests: 24,
  });
  assertEquals(asked.plan.at(-1)!.reason, "failures_are_rare");
  const samples = asked.plan.filter(({ purpose }) => purpose === "baseline")
    .flatMap(({ windows }) => windows);
  for (const { startMs, endMs } of baseline) {
    assert(samples.some((sample) => sample.startMs >= startMs && sample.endMs <= endMs));
  }
  assertEquals(baseline.length, 4);
});

Deno.test("too few sessions are said to be, with the range that has enough", async () => {
  const { source } = askable({ sessionsPerDay: 20_000 });
  const query = { start: NOW_MS - HOUR_MS / 4, end: NOW_MS };
  const answer = await diagnoseSessions(source, query, { by: BY, metrics: ["vsf"] });
  assertEquals(answer.verdict, "too_few_sessions");
  const longer = await diagnoseSessions(source, answer.enough!, { by: BY, metrics: ["vsf"] });
  assertEquals(longer.verdict, "nothing_stands_out");
});

Deno.test("progress goes from nothing to all, over all pulls, and never back", async () => {
  const { source, sandbox } = askable({ sessionsPerDay: 400_000, incidents: [failingStarts(0.5)] });
  const heard: AskProgress[] = [];
  await diagnoseSessions(source, { start: NOW_MS - 3 * HOUR_MS, end: NOW_MS }, {
    by: BY,
    metrics: ["ebvs"],
    maxRequests: 30,
    onProgress: (progress) => heard.push(progress),
  });
  const last = heard.at(-1)!;
  assertEquals([last.fraction, last.requests], [1, sandbox.requests.length]);
  heard.slice(1).forEach((one, at) => {
    assert(one.fraction >= heard[at]!.fraction && one.requests >= heard[at]!.requests);
  });
  assertEquals(new Set(heard.map(({ purpose }) => purpose)), new Set(["current", "baseline"]));
});

Deno.test("a diagnosis ends when its signal aborts", async () => {
  const { source } = askable();
  const controller = new AbortController();
  const reason = new Error("enough");
  await assertRejects(
    () =>
      diagnoseSessions(source, LAST_HOUR, {
        signal: controller.signal,
        onProgress: () => controller.abort(reason),
      }),
    Error,
    "enough",
  );
});

Deno.test("attributes that say the same are named together, with the plain one first", async () => {
  const { source } = askable({ sessionsPerDay: 100_000, incidents: [failingStarts(0.6)] });
  const answer = await diagnoseSessions(source, LAST_HOUR, {
    by: ["stream_host", "cdn", "device_os"],
    metrics: ["vsf"],
  });
  const [cause] = answer.problems[0]!.causes;
  assertEquals(cause?.where, { cdn: "Polar Edge", device_os: "Android" });
  assertEquals(cause?.inseparableFrom[0], {
    device_os: "Android",
    stream_host: "stream.polar.example",
  });
});

Deno.test("the same question has the same answer", async () => {
  const ask = () =>
    diagnoseSessions(askable({ incidents: [failingStarts(0.6)] }).source, LAST_HOUR, { by: BY });
  assertEquals(await ask(), await ask());
});

Deno.test("metrics that are judged together pay for each other", async () => {
  const ask = async (metrics?: readonly ("vsf")[]) => {
    const { source } = askable({ incidents: [failingStarts(0.25)] });
    const answer = await diagnoseSessions(source, LAST_HOUR, { by: BY, ...metrics && { metrics } });
    return answer.problems.find(({ metric }) => metric === "vsf")!.causes[0]!;
  };
  const [alone, together] = [await ask(["vsf"]), await ask()];
  assertEquals(together.where, alone.where);
  assert(Math.abs(together.pAdjusted / alone.pAdjusted - 5) < 1e-6);
});

Deno.test("where nothing tells what is usual, there are too few sessions, and no alarm", async () => {
  const { source } = askable({ incidents: [failingStarts(0.5)] });
  const oldest = source.oldestMs();
  const query = { start: oldest + HOUR_MS / 2, end: oldest + 2 * HOUR_MS };
  const answer = await diagnoseSessions(source, query, { by: BY });
  assertEquals(answer.baseline, []);
  assertEquals([answer.verdict, answer.enough], ["too_few_sessions", undefined]);
  assertEquals(answer.unremarkable.map(({ expected }) => expected), [null, null, null, null, null]);
});

Deno.test("a range without sessions has no figures", async () => {
  const { source } = askable();
  const query = { ...LAST_HOUR, dimensions: { cdn: "No such CDN" } };
  const answer = await diagnoseSessions(source, query, { by: BY });
  assertEquals(answer.verdict, "too_few_sessions");
  assertEquals(
    answer.unremarkable.map(({ n, value, low }) => [n, value, low]),
    Array.from({ length: 5 }, () => [0, null, null]),
  );
});
