import { isAvailable } from "../../analysis/metrics/estimate.ts";
import type { MetricKey } from "../../analysis/metrics/metric.ts";
import type { SummaryAnswer } from "../../explain/answers.ts";
import { count, listOf, own, type OwnPart, type Sentence, words } from "../sentence.ts";
import { figure } from "./figure.ts";

/** What a sentence says of each metric that it tells, behind its value. */
const TOLD: readonly (readonly [metric: MetricKey, before: string, behind: string])[] = [
  ["good_share", "", " were good"],
  ["vsf", "", " failed to start"],
  ["ebvs", "", " were left before the start"],
  ["vpf", "", " of the plays failed later"],
  ["video_start_time_ms_p50", "half of the plays started within ", ""],
  ["rebuffering_ratio", "", " of the time went into rebuffering"],
];

/** What must be known of buckets of time: a play is seen when it has ended, a failure at once. */
const LATEST: Sentence = {
  severity: "warning",
  code: "latest",
  own: own`Sessions that still play are not among them: the latest buckets show too many failures`,
};

/** What a summary says: how many sessions, how they went, and which groups say little. */
export function summarySentences({ total, groups, other, everyMs }: SummaryAnswer): Sentence[] {
  if (total.n === 0) {
    return [{
      severity: "warning",
      code: "no_sessions",
      own: own`No session came, so that there is nothing to summarize`,
    }];
  }
  const told = TOLD.flatMap(([metric, before, behind]): OwnPart[][] => {
    const value = total.metrics[metric];
    if (!isAvailable(value)) return [];
    return [[words(before), ...own`${figure(value.value, value.unit)}`, words(behind)]];
  });
  const small = groups.filter(({ isSmall }) => isSmall).length;
  return [
    {
      severity: "note",
      code: "summary",
      own: [...own`Of ${count(total.n, "session")} `, ...listOf(told, "and")],
    },
    ...small === 0 ? [] : [
      {
        severity: "warning",
        code: "small_groups",
        own: own`${count(small, "group")} ${
          words(small === 1 ? "has" : "have")
        } few sessions: what they show may be chance`,
      } as const,
    ],
    ...everyMs === undefined ? [] : [LATEST],
    ...other === undefined ? [] : [
      {
        severity: "note",
        code: "other",
        own: own`The groups that are not listed are together in one row, with ${
          count(other.n, "session")
        }`,
      } as const,
    ],
  ];
}
