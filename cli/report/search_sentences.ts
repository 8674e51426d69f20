import type { CheckedQuery, Coverage, Endpoint } from "../../src/mod.ts";
import {
  coverageSentences,
  sampleSentences,
  type Sentence,
  SHELL_COVERAGE,
  SHELL_SAMPLE,
  shellSyntax,
} from "../../src/view/mod.ts";

/** What there is to say of sessions that were searched for, how many there are first. */
export function searchSentences(
  checked: CheckedQuery,
  endpoint: Endpoint,
  coverage: Coverage,
): Sentence[] {
  const { parameters, tags, dimensions } = checked.filters;
  const filters = shellSyntax({ ...parameters, tags, dimensions });
  return [
    {
      severity: "note",
      code: "sessions",
      own: [{ kind: "count", value: coverage.sessions, noun: "session" }],
      ...filters && { quotes: [{ kind: "text", text: filters }] },
    },
    ...sampleSentences(checked, endpoint, "newest", SHELL_SAMPLE),
    ...coverageSentences(coverage, SHELL_COVERAGE),
  ];
}
