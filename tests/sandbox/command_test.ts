import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { LIMITS } from "../../gen/facts.ts";
import { ANSWER_FAULTS, runSandboxCommand, SHAPE_FAULTS } from "../../sandbox/mod.ts";

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

Deno.test("the help names every fault and every option's default", async () => {
  const command = run("--help");
  const text = (await command.printed).replace(/\s+/g, " ");
  assertEquals(await command.code, 0);
  for (const kind of [...ANSWER_FAULTS, ...SHAPE_FAULTS]) assertStringIncludes(text, kind);
  assertStringIncludes(text, "(default: 8787)");
});

Deno.test("a wrong argument ends with code 2, and says what is allowed", async () => {
  const wrong: [args: string[], said: string][] = [
    [["--port", "70000"], "from 0 to 65535"],
    [["--fault", "unavailable=2"], "from 0 to 1"],
    [["--fault", "gremlins=0.1"], "one of the kinds"],
    [["--selection", "middle"], "start, end, overlap"],
    [["--sessions-per-day", "0"], "from 1"],
    [["--silent-cap", String(LIMITS.maxSessions + 1)], `from 1 to ${LIMITS.maxSessions}`],
    [["--spped", "1"], "--spped"],
  ];
  for (const [args, said] of wrong) {
    const command = run(...args);
    assertEquals(await command.code, 2);
    assertStringIncludes(command.errors.join("\n"), said);
  }
});

Deno.test("the command keeps to a silent cap", async () => {
  const command = run("--port", "0", "--silent-cap", "7");
  const url = (await command.printed).match(/http:\S+/)![0];
  const nowMs = Date.now();
  const response = await fetch(
    `${url}/sessions/content?start_epoch_ms=${nowMs - 600_000}&end_epoch_ms=${nowMs}&limit=20`,
    { headers: { authorization: `Basic ${btoa("sandbox:sandbox-secret")}` } },
  );
  assertEquals((await response.json()).sessions.length, 7);
  command.stop();
  await command.code;
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
