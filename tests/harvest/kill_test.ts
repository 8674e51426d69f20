import { assert, assertEquals } from "@std/assert";
import { startSandbox } from "../../sandbox/mod.ts";
import { rowsIn } from "../support/stored_sessions.ts";
import { withTempFolder } from "../support/temp_folder.ts";

const NOW_MS = Date.parse("2026-11-22T12:00Z");
const HOUR_MS = 3_600_000;
const RANGE = { startMs: NOW_MS - 38 * HOUR_MS, endMs: NOW_MS - 30 * HOUR_MS };
const SCRIPT = new URL("../support/harvest_process.ts", import.meta.url).href;

/** Starts a run in a process of its own and kills it at a line; returns the last line it wrote. */
async function runProcess(url: string, output: string, killAtLine = Infinity): Promise<string> {
  const { startMs, endMs } = RANGE;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", SCRIPT, url, output, ...[startMs, endMs, NOW_MS].map(String)],
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  let last = "";
  let lines = 0;
  if (killAtLine === 0) child.kill("SIGKILL");
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    for (const line of text.split("\n").filter((line) => line !== "")) {
      last = line;
      if (++lines === killAtLine) child.kill("SIGKILL");
    }
  }
  await child.status;
  return last;
}

/** Every session with a digest of all that is stored of it. */
const digest = (output: string) =>
  rowsIn(
    output,
    "SELECT client_id, session_id, hash(sessions)::VARCHAR FROM sessions ORDER BY 1, 2",
  );

for (const name of ["sessions.duckdb", "folder"]) {
  Deno.test(`a run that is killed again and again ends like an undisturbed one (${name})`, () =>
    withTempFolder(async (folder) => {
      await using sandbox = startSandbox({
        now: () => NOW_MS,
        sessionsPerDay: 20_000,
        rateLimits: false,
        selection: "overlap",
      });
      const [killed, undisturbed] = [`${folder}/killed/${name}`, `${folder}/${name}`];
      let kills = 0;
      for (;;) {
        const last = await runProcess(sandbox.url, killed, Math.floor(Math.random() * 5));
        if (last === "complete") break;
        assert(["", "collecting", "publishing"].includes(last), last);
        kills++;
        if (kills === 10) break;
      }
      assertEquals(kills, 10);
      assertEquals(await runProcess(sandbox.url, killed), "complete");
      assertEquals(await runProcess(sandbox.url, undisturbed), "complete");
      const sessions = await digest(undisturbed);
      assert(sessions.length > 3000, String(sessions.length));
      assertEquals(await digest(killed), sessions);
    }));
}
