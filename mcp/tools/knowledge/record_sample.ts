import { SessionsError } from "../../../src/mod.ts";
import { presentMs } from "../arguments/range_arguments.ts";
import type { ToolContext } from "../tool_context.ts";

const SAMPLE_MS = 3_600_000;

/**
 * Takes note of the values in one response of the last hour, which costs one request at most, and
 * nothing when it was asked lately.
 *
 * @returns Whether the API answered.
 */
export async function recordSample(context: ToolContext, signal: AbortSignal): Promise<boolean> {
  const { maxWindowMs, maxSessions } = context.endpoint.limits;
  const endMs = presentMs(context.now());
  const startMs = endMs - Math.min(SAMPLE_MS, maxWindowMs);
  try {
    const { sessions } = await context.client().search(
      { start: startMs, end: endMs, limit: maxSessions },
      { signal },
    );
    context.seen.record(sessions);
    return true;
  } catch (error) {
    // What it is for can do without it; a caller that left is told by who asked.
    if (!(error instanceof SessionsError)) throw error;
    context.log(error);
    return false;
  }
}
