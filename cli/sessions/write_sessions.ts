import type { Coverage, Session, SessionPages, TimeWindow } from "../../src/mod.ts";
import { endedBeforeGap } from "../../src/view/mod.ts";
import type { Output } from "../formats/output.ts";
import { ClosedPipe } from "../io.ts";

/** What became of a pull. */
export interface WrittenSessions {
  /** What was written of the range, and what was not. */
  readonly coverage: Coverage;
  /** What ended it early. */
  readonly failure?: { readonly error: unknown };
}

/**
 * Writes sessions as they come, newest first. What came before an error stays, well formed, and the
 * coverage names the rest of the range; an error before anything came leaves nothing behind.
 */
export async function writeSessions(
  pages: SessionPages,
  range: TimeWindow,
  output: Output<Session>,
): Promise<WrittenSessions> {
  let writtenFromMs: number | undefined;
  try {
    for await (const { window, sessions } of pages) {
      await output.write(sessions);
      writtenFromMs = window.startMs;
    }
  } catch (error) {
    if (writtenFromMs === undefined || error instanceof ClosedPipe) throw error;
    const coverage = abandoned(pages.coverage, { ...range, endMs: writtenFromMs });
    await output.end(coverage);
    return { coverage, failure: { error } };
  }
  await output.end(pages.coverage);
  return { coverage: pages.coverage };
}

/** The coverage of a pull that ended before it came to a part of its range. */
function abandoned(coverage: Coverage, rest: TimeWindow): Coverage {
  const gaps = coverage.gaps.filter(({ startMs }) => startMs >= rest.endMs);
  return {
    ...coverage,
    complete: false,
    gaps: [{ ...rest, ...endedBeforeGap() }, ...gaps],
  };
}
