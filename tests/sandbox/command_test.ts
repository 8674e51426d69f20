import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { CONTENT } from "../../gen/endpoints.ts";
import { ANSWER_FAULTS, runSandboxCommand, SHAPE_FAULTS, VALUE_KINDS } from "../../sandbox/mod.ts";

/** Runs the command until it has printed something, then stops it. */
function run(...args: string[]) {
  const stop = new AbortController();
  const printed: string[] = [];
  const errors: string[] = [];
  const { promise: ready, resolve } = Promise.withResolvers<void>();
  const code = runSandboxCommand(args, {
    write: (text) => (printed.push(text), resolve()),
    writeError: (text) => errors.push(text),
    signal: stop.signal,
  });
  return {
    code,
    errors,
    /** What it printed at first. */
    printed: Promise.race([ready, code]).then(() => printed.join("\n")),
    stop: () => stop.abort(),
  };
}

Deno.test("the command serves, prints the lines to copy, and stops when told", async () => {
  const command = run("--port", "0", "--log");
  const text = await command.printed;
  const variable = (name: string) => text.match(new RegExp(`export ${name}=(\\S+)`))![1]!;
  const pair = `${variable("CONVIVA_CLIENT_ID")}:${variable("CONVIVA_CLIENT_SECRET")}`;
  const response = await fetch(
    `${variable("CONVIVA_BASE_URL")}/sessions/content?start_epoch=${
      Math.floor(Date.now() / 1000) - 60
    }&end_epoch=${Math.floor(Date.now() / 1000)}&limit=3`,
    { headers: { authorization: `Basic ${btoa(pair)}` } },
  );
  assertEquals([response.status, (await response.json()).sessions.length], [200, 3]);
  command.stop();
  assertEquals(await command.code, 0);
  assertStringIncludes(command.errors.join("\n"), "3 sessions");
});

Deno.test("the help names every fault, every kind of value and every option's default", async () => {
  const command = run("--help");
  const text = (await command.printed).replace(/\s+/g, " ");
  assertEquals(await command.code, 0);
  for (const kind of [...ANSWER_FAULTS, ...SHAPE_FAULTS, ...VALUE_KINDS]) {
    assertStringIncludes(text, kind);
  }
  assertStringIncludes(text, "(default: 8787)");
});

Deno.test("a wrong argument ends with code 2, and says what is allowed", async () => {
  const wrong: [args: string[], said: string][] = [
    [["--port", "70000"], "from 0 to 65535"],
    [["--fault", "unavailable=2"], "from 0 to 1"],
    [["--fault", "gremlins=0.1"], "one of the kinds"],
    [["--value", "start_odd=1"], "start_zero"],
    [["--value", "start_zero=2"], "from 0 to 1"],
    [["--hide", "2/1"], "1/200"],
    [["--round-windows", "minutes:sideways"], "inwards, outwards or down"],
    [["--round-windows", "fortnights"], "a duration"],
    [["--clock-skew", "9"], "-9h"],
    [["--future-margin", "-1s"], "more than 0"],
    [["--retry-after", "20s:weekday"], "seconds or date"],
    [["--refusal-words", "wrong=x"], "future, old or wide"],
    [["--answer", "0.1=99"], "200 to 599"],
    [["--burst", "30m:2s"], "30m:2s:500"],
    [["--selection", "middle"], "start, end, overlap"],
    [["--sessions-per-day", "0"], "from 1"],
    [
      ["--silent-cap", String(CONTENT.limits.maxSessions + 1)],
      `from 1 to ${CONTENT.limits.maxSessions}`,
    ],
    [["--spped", "1"], "--spped"],
  ];
  for (const [args, said] of wrong) {
    const command = run(...args);
    await command.printed;
    command.stop();
    assertEquals(await command.code, 2, args.join(" "));
    assertStringIncludes(command.errors.join("\n"), said);
  }
});

/** The answer of the command with flags to a query for the last ten minutes of its machine. */
async function answerWith(flags: readonly string[], endMs = Date.now()): Promise<Response> {
  const command = run("--port", "0", ...flags);
  const url = (await command.printed).match(/http:\S+/)?.[0];
  assert(url, command.errors.join());
  const response = await fetch(
    `${url}/sessions/content?start_epoch_ms=${endMs - 600_000}&end_epoch_ms=${endMs}&limit=20`,
    { headers: { authorization: `Basic ${btoa("sandbox:sandbox-secret")}` } },
  );
  const body = await response.text();
  command.stop();
  await command.code;
  return new Response(body || null, response);
}

const HOUR_MS = 3_600_000;

Deno.test("each flag reaches the sandbox", async () => {
  const count = async (...flags: string[]) =>
    (await (await answerWith(flags)).json()).sessions.length;
  assertEquals(await count("--silent-cap", "7"), 7);
  assert(await count("--hide", "399/400") < 3);
  assertEquals(await count("--round-windows", "1h:inwards"), 0);
  assertEquals(await count("--silent-bytes", "1"), 0);
  assertEquals(await count("--sessions-per-day", "1"), 0);
  assertEquals(await count("--sessions-per-day", "1", "--burst", "9m:1m:100000"), 20);
});

Deno.test("each flag about answers, time and refusals reaches the sandbox", async () => {
  const status = async (...flags: string[]) => (await answerWith(flags)).status;
  assertEquals(await status("--fault", "accepted_202=1"), 202);
  assertEquals(await status("--answer", "1=418"), 418);
  assertEquals(await status("--empty-as", "status_204"), 200);
  assertEquals(
    await status("--round-windows", "hours:inwards", "--empty-as", "status_204"),
    204,
  );
  assertEquals(await status("--max-body-bytes", "10"), 413);
  assertEquals(await status("--clock-skew", "-1h"), 400);
  assertEquals(await status("--clock-skew", "-1h", "--future-ends", "answer"), 200);
  assertEquals(await status("--future-margin", "1h"), 400);
  const text = async (...flags: string[]) => await (await answerWith(flags)).text();
  const late = ["--clock-skew", "-1h", "--refusal-words", "future=not yet"];
  assertEquals(await text(...late), '{"message":"not yet"}');
  assertEquals(await text(...late, "--refusal-shape", "text"), "not yet");
  assertEquals(await text("--answer", "1=200:{$COUNT}"), "{20}");
  assert((await text("--value", "nan_tokens=1")).includes(":NaN"));
  assert(!(await text("--value", "nan_tokens=1", "--value-answers", "0")).includes(":NaN"));
  const bomb = ["--fault", "body_bomb=1", "--bomb-bytes", "5000", "--piece-bytes", "10"];
  assertEquals((await text(...bomb, "--compress")).length, 5000);
});

Deno.test("each flag about headers reaches the sandbox", async () => {
  const dateOf = async (...flags: string[]) =>
    Date.parse((await answerWith(flags, Date.now() - 2 * HOUR_MS)).headers.get("date")!);
  const isAbout = (timeMs: number, aboutMs: number) => Math.abs(timeMs - aboutMs) < HOUR_MS / 2;
  assert(isAbout(await dateOf("--date-skew", "2h"), Date.now() + 2 * HOUR_MS));
  assert(isAbout(await dateOf("--clock-skew", "-1h"), Date.now() - HOUR_MS));
  assertEquals(await dateOf("--date-header", "unreadable"), NaN);
  const wait = ["--fault", "unavailable=1", "--retry-after", "2m"];
  assertEquals((await answerWith(wait)).headers.get("retry-after"), "120");
});

Deno.test("a port that is taken ends with code 1, and says which", async () => {
  const first = run("--port", "0");
  const port = (await first.printed).match(/:(\d+)\//)![1]!;
  const second = run("--port", port);
  assertEquals(await second.code, 1);
  assert(second.errors.join("\n").includes(port));
  first.stop();
  await first.code;
});
