import { assert, assertEquals } from "@std/assert";
import { sessionsSql } from "../../../cli/explain/sessions_sql.ts";
import { CONTENT } from "../../../gen/endpoints.ts";
import type { SessionsQuery } from "../../../src/mod.ts";
import { OTHER } from "../../support/other_endpoint.ts";
import { withTempFolder } from "../../support/temp_folder.ts";
import { worldWith } from "./world.ts";

const RANGE = { start: "2026-11-22T21:30:00Z", end: "2026-11-22T23:00:00Z" };

Deno.test("the SQL of a query finds in an output what a search finds", async () => {
  await using world = worldWith();
  const asked: [query: SessionsQuery<string>, args: string[]][] = [
    [{}, []],
    [{ is_video_start_failure: true }, ["--filter", "is_video_start_failure=true"]],
    [
      { dimensions: { device_os: ["iOS", "tvOS"], isp: "Canyon Net" } },
      [["device_os=iOS"], ["device_os=tvOS"], ["isp=Canyon Net"]].flatMap(([filter]) => [
        "--filter",
        filter!,
      ]),
    ],
    [{ tags: { plan: "premium" } }, ["--tag", "plan=premium"]],
  ];
  await withTempFolder(async (folder) => {
    const output = `${folder}/sessions.duckdb`;
    const range = ["--start", RANGE.start, "--end", RANGE.end];
    await world.run(["harvest", ...range, "--out", output]);
    for (const [query, args] of asked) {
      const sql = sessionsSql({ ...RANGE, ...query }, CONTENT)!;
      const found = await world.run(["sql", sql, "--in", output, "--format", "json"]);
      const searched = await world.run(["search", ...range, ...args, "--all", "--format", "json"]);
      const idsOf = (sessions: { session_id: string }[]) =>
        sessions.map(({ session_id }) => String(session_id)).sort();
      const ids = idsOf(JSON.parse(searched.out).sessions);
      assert(ids.length > 0, args.join(" "));
      assertEquals(idsOf(JSON.parse(found.out).rows), ids, `${sql}\n${found.err}`);
    }
  });
});

Deno.test("a value with quotes stays one value", () => {
  const sql = sessionsSql({ ...RANGE, dimensions: { isp: "O'Neil' or 1=1 --" } }, CONTENT);
  assert(sql!.endsWith(" and isp in ('O''Neil'' or 1=1 --')"), sql);
});

Deno.test("what an output has no column for is not asked of it", () => {
  assertEquals(sessionsSql({ ...RANGE, is_video_start_failure: true }, OTHER), undefined);
});
