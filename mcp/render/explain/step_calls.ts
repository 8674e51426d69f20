import type { Endpoint } from "../../../src/mod.ts";
import type { NextStep } from "../../../src/view/mod.ts";
import type { Line } from "../line.ts";
import { nextCall, type NextTool } from "./next_calls.ts";

/** The tools that are asked next. */
const TOOLS: Readonly<Record<NextStep["ask"], NextTool>> = {
  search: "search_content_sessions",
  diagnose: "diagnose_content_sessions",
};

/** What is worth asking next, as far as a tool can be asked it: none takes the baseline of a diagnosis. */
export function stepCalls(steps: readonly NextStep[], endpoint: Endpoint): Line[] {
  return steps.filter(({ baseline }) => baseline === undefined)
    .flatMap(({ ask, query, worstBy }) => {
      const worst = worstBy && endpoint.fields.find(({ measure }) => measure === worstBy);
      return nextCall(TOOLS[ask], query, endpoint, worst && { sort: `-${worst.path}` });
    });
}
