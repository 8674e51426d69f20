import fs from "node:fs/promises";
import { assert, assertEquals } from "@std/assert";
import { FakePages, harvestPages } from "../../support/fake_client.ts";
import { withTempFolder } from "../../support/temp_folder.ts";

const START_MS = Date.parse("2026-11-20T10:00Z");

/** Tells, step by step, what names were given and what was flushed to the disk. */
async function diskSteps(work: () => Promise<unknown>): Promise<string[]> {
  const steps: string[] = [];
  const { open, rename, link, mkdir } = fs;
  const nameFirst = <Args extends unknown[], Result>(
    give: (...args: Args) => Result,
    pathOf: (...args: Args) => unknown,
  ) =>
  (...args: Args): Result => {
    steps.push(`name ${pathOf(...args)}`);
    return give(...args);
  };
  fs.open = async (path, ...options) => {
    const handle = await open(path, ...options);
    const { sync, datasync } = handle;
    const flushFirst = (flush: () => Promise<void>) => () => {
      steps.push(`flush ${path}`);
      return flush.call(handle);
    };
    return Object.assign(handle, { sync: flushFirst(sync), datasync: flushFirst(datasync) });
  };
  fs.rename = nameFirst(rename, (_, to) => to);
  fs.link = nameFirst(link, (_, to) => to);
  fs.mkdir = nameFirst(mkdir, (path) => path) as typeof mkdir;
  try {
    await work();
  } finally {
    Object.assign(fs, { open, rename, link, mkdir });
  }
  return steps;
}

for (const name of ["sessions.duckdb", "folder"]) {
  Deno.test(`every name that was given is flushed with its folder (${name})`, () =>
    withTempFolder(async (folder) => {
      const output = `${folder}/new/${name}`;
      const sessions = [{ session_id: "1", session_start_timestamp_ms: START_MS }];
      const steps = await diskSteps(() =>
        harvestPages({
          output,
          range: { startMs: START_MS, endMs: START_MS + 3_600_000 },
          pages: new FakePages(sessions).pages,
        })
      );
      const names = steps.flatMap((step, at) => step.startsWith("name ") ? [[step, at]] : []) as [
        string,
        number,
      ][];
      const isDraft = (path: string) => path.endsWith("/draft");
      for (const [step, at] of names) {
        const path = step.slice(5);
        if (isDraft(path)) continue;
        const parent = path.slice(0, path.lastIndexOf("/"));
        assert(steps.indexOf(`flush ${parent}`, at) > at, `${parent} after ${step}`);
      }
      const given = names.map(([step]) => step.slice(5 + folder.length));
      if (name === "folder") {
        const hour = "/new/folder/date=2026-11-20/hour=10/sessions.parquet";
        assertEquals(given.filter((path) => path === hour), [hour]);
        assert(steps.includes(`flush ${output}/_harvest/draft`));
        // The text of a batch, and its name.
        assert(steps.includes(`flush ${output}/_harvest/pending/1/2026-11-20T10-0.ndjson`));
        assert(steps.includes(`flush ${output}/_harvest/pending/1`));
      } else assert(given.includes("/new/sessions.duckdb"), given.join());
    }));
}
