import { harvest, type HarvestOptions, type HarvestSummary } from "../../src/harvest/mod.ts";
import type { TimeWindow } from "../../src/query/time_window.ts";
import { FakeClock } from "./fake_clock.ts";
import type { FakePages } from "./fake_pages.ts";
import { NO_FILTERS } from "./no_filters.ts";
import { withTempFolder } from "./temp_folder.ts";

const TWO_DAYS_MS = 2 * 86_400_000;

/** Harvests pages two days after their range began, when all has settled. */
export function harvestPages(
  output: string,
  range: TimeWindow,
  { pages }: FakePages,
  options: Partial<HarvestOptions> = {},
): Promise<HarvestSummary> {
  const clock = new FakeClock(range.startMs + TWO_DAYS_MS);
  return harvest({ output, range, source: "test", filters: NO_FILTERS, pages, clock, ...options });
}

/** A test for each kind of output. */
export function forBothKinds(claim: string, test: (output: string) => Promise<void>): void {
  for (const name of ["sessions.duckdb", "folder"]) {
    Deno.test(`${claim} (${name})`, () => withTempFolder((folder) => test(`${folder}/${name}`)));
  }
}
