import type { Change, Verdict } from "../../analysis/comparison/compare.ts";
import type { Decomposition } from "../../analysis/comparison/decompose.ts";
import { METRICS } from "../../analysis/metrics/metrics.ts";
import type { ComparisonAnswer } from "../../explain/answers.ts";
import { count, listOf, own, type OwnPart, type Sentence, words } from "../sentence.ts";
import { bounds, figure } from "./figure.ts";
import { differenceUnit, titleInSentence } from "./metric_words.ts";
import { anyWhereParts, whereParts } from "./where_parts.ts";

/** Changes that are told in the first sentence; the table has all of them. */
const TOLD = 2;

/** Groups that are named; the table has all that are listed. */
const NAMED = 3;

/**
 * What a comparison says: what is worse or better, by how much and how sure, and whether that is a
 * change of how sessions go or of who watches. That no difference is shown is not called none.
 */
export function comparisonSentences(answer: ComparisonAnswer): Sentence[] {
  const { changes, decompositions } = answer;
  const all = changes.filter(isOfAll);
  const surest = [...changesOf("worse", all).slice(0, 1), ...changesOf("better", all).slice(0, 1)];
  return [
    ...changesSentences(answer, all),
    ...surest.flatMap(({ metric }) => decompositions.filter((one) => one.metric === metric))
      .filter(isMix)
      .map(mixSentence),
    ...groupSentences(changes.filter((change) => !isOfAll(change))),
  ];
}

/** Whether the same range is compared by other filters, so that nothing is earlier. */
export function isOfOneRange({ current, baseline }: ComparisonAnswer): boolean {
  return current.range.startMs === baseline.range.startMs &&
    current.range.endMs === baseline.range.endMs;
}

/** What the two sides are called: by their time, unless they are of one. */
export function sideNames(answer: ComparisonAnswer): { baseline: string; current: string } {
  return isOfOneRange(answer)
    ? { baseline: "versus", current: "these" }
    : { baseline: "before", current: "now" };
}

/** Whether a change is one of all sessions, not of a group. */
export function isOfAll({ by }: Change): boolean {
  return Object.keys(by).length === 0;
}

/** What is worse, what is better, and in how much no difference is shown. */
function changesSentences(answer: ComparisonAnswer, all: readonly Change[]): Sentence[] {
  const { current, baseline } = answer;
  if (current.total.n === 0 || baseline.total.n === 0) {
    const side = current.total.n === 0 ? "the current sessions" : "those to compare them with";
    return [{
      severity: "warning",
      code: "no_sessions",
      own: own`Nothing can be compared: ${words(side)} are none`,
    }];
  }
  const shown = [
    ...changesSentence("worse", "Worse", all, isOfOneRange(answer)),
    ...changesSentence("better", "Better", all, isOfOneRange(answer)),
  ];
  const rest = all.filter(({ verdict }) => verdict === "no_difference_shown").length;
  if (rest === 0) return shown;
  return [...shown, {
    severity: "note",
    code: "no_difference_shown",
    own: own`No difference is shown in ${
      count(rest, shown.length > 0 ? "other metric" : "metric")
    }, which does not say that there is none`,
  }];
}

/** The changes of a verdict, surest first. */
function changesOf(verdict: Verdict, changes: readonly Change[]): Change[] {
  return changes.filter((change) => change.verdict === verdict)
    .sort((one, other) => one.p - other.p);
}

/** The changes to the worse or to the better; nothing if there are none. */
function changesSentence(
  verdict: Verdict,
  title: string,
  all: readonly Change[],
  isOfOneRange: boolean,
): Sentence[] {
  const changes = changesOf(verdict, all);
  if (changes.length === 0) return [];
  const more = changes.length - TOLD;
  return [{
    severity: verdict === "worse" ? "warning" : "note",
    code: verdict,
    own: [
      words(`${title}: `),
      ...listOf([
        ...changes.slice(0, TOLD).map((change) => changeParts(change, isOfOneRange)),
        ...more > 0 ? [own`${count(more, "more metric")}`] : [],
      ], "and"),
    ],
  }];
}

function changeParts(
  { metric, current, baseline, ratio, low, high }: Change,
  isOfOneRange: boolean,
): OwnPart[] {
  const [now, then] = [
    figure(current.value, current.unit),
    figure(baseline.value, baseline.unit),
  ];
  const verb = current.value > baseline.value ? "rose" : "fell";
  const times: OwnPart[] = ratio === null
    ? []
    : own` (${figure(ratio, "times")}; ${bounds(low, high, "times")})`;
  return [
    words(`${titleInSentence(metric)} `),
    ...isOfOneRange ? own`${now} against ${then}` : own`${words(verb)} from ${then} to ${now}`,
    ...times,
  ];
}

/** Whether both sides have a value of a dimension: what the filters hold apart is no change of mix. */
function isMix({ values }: Decomposition): boolean {
  return values.some(({ currentShare, baselineShare }) => currentShare > 0 && baselineShare > 0);
}

/** Whether it is worse, or there is more of what always was: Kitagawa's two parts of a difference. */
function mixSentence(decomposition: Decomposition): Sentence {
  const { metric, dimension, composition, behaviour, low, high } = decomposition;
  const unit = differenceUnit(METRICS[metric]);
  const title = titleInSentence(metric);
  if (low <= 0 && high >= 0) {
    return {
      severity: "note",
      code: "no_mix_shown",
      own: [
        words(`Like sessions go otherwise: that another mix of them changed ${title} `),
        words("is shown for no dimension"),
      ],
    };
  }
  return {
    severity: "note",
    code: "mix",
    own: [
      words(`Of the change of ${title}, `),
      ...own`${figure(composition, unit)} come of another mix of sessions `,
      ...own`(${bounds(low, high, unit)}) and ${
        figure(behaviour, unit)
      } of like sessions that went `,
      words("otherwise, by dimension"),
    ],
    quotes: [{ kind: "text", text: dimension }],
  };
}

/** The groups that changed, strongest first; that none is shown to, where groups were asked for. */
function groupSentences(changes: readonly Change[]): Sentence[] {
  if (changes.length === 0) return [];
  const shown = changes.filter(({ verdict }) => verdict !== "no_difference_shown");
  if (shown.length === 0) {
    return [{
      severity: "note",
      code: "no_group_shown",
      own: own`No group by itself is shown to differ`,
    }];
  }
  const groups = [...new Map(shown.map(({ by }) => [JSON.stringify(by), by])).values()];
  const more = groups.length - NAMED;
  return [{
    severity: "note",
    code: "groups",
    own: own`${count(groups.length, "group")} ${
      words(groups.length === 1 ? "is" : "are")
    } shown to differ`,
    quotes: anyWhereParts([
      ...groups.slice(0, NAMED).map(whereParts),
      ...more > 0 ? [own`${count(more)} more`] : [],
    ], "; "),
  }];
}
