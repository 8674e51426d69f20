import type {
  DiagnosisAnswer,
  Problem,
  ProblemCause,
  TrendPoint,
  Unremarkable,
} from "../../explain/answers.ts";
import { count, own, type OwnPart, type Sentence, words } from "../sentence.ts";
import { bounds, figure } from "./figure.ts";
import { problemTitle } from "./problem_words.ts";
import { anyWhereParts, whereParts } from "./where_parts.ts";

/** A moment, in own words. */
function timePart(ms: number): OwnPart {
  return { kind: "time", ms };
}

/** A part smaller than this is not worth a sentence. */
const LEAST_UNEXPLAINED = 0.005;

/**
 * What a diagnosis says, gravest first: what is wrong, from what to what, since when, in which
 * sessions; with details of each cause, of what cannot be told apart and of what stays unexplained. Or
 * that nothing stands out, and what would have; or that there are too few sessions.
 */
export function diagnosisSentences(answer: DiagnosisAnswer): Sentence[] {
  const { problems } = answer;
  return [
    ...problems.map((problem) => ({
      ...problemSentence(problem),
      details: [
        ...problem.causes.flatMap(causeSentences),
        ...heldAgainstSentences(problem),
        ...unexplainedSentences(problem),
      ],
    })),
    ...unremarkableSentences(answer),
  ];
}

/** A problem in one sentence: what, from what to what, since when, where. */
export function problemSentence(problem: Problem): Sentence {
  const { expected, value, since, causes } = problem;
  const where = whereParts(causes[0]?.where ?? {});
  const change = value > expected
    ? own` rose from ${figure(expected, "share")} to ${figure(value, "share")} `
    : own` are ${figure(value, "share")} in all, no more than expected, but stand out `;
  const start = [
    timePart(since.startMs),
    ...mayBeEarlier(problem) ? [words(" or earlier")] : [],
    ...beganBeforeRange(problem) ? [words(", before the range")] : [],
  ];
  const span = since.endMs === null
    ? [words("since "), ...start]
    : [words("from "), ...start, ...own` to ${timePart(since.endMs)}`];
  return {
    severity: "warning",
    code: "problem",
    own: [
      ...problemTitle(problem),
      ...change,
      ...span,
      words(where.length > 0 ? ", in sessions of" : ", in sessions of all kinds"),
    ],
    ...where.length > 0 && { quotes: where },
  };
}

/** Whether nothing was seen right before a problem began, so that it may have been there already. */
function mayBeEarlier({ trend, since }: Problem): boolean {
  const at = trend.findIndex(({ endMs }) => endMs > since.startMs);
  return at !== -1 && trend[at - 1]?.endMs !== trend[at]!.startMs;
}

/** Whether it surely was there when the range began. */
function beganBeforeRange({ trend, since }: Problem): boolean {
  const first = trend.find(({ isBaseline }) => !isBaseline);
  return first !== undefined && since.highMs <= first.startMs;
}

/** What a problem is held against, where that is not the whole baseline; nothing if it is. */
export function heldAgainstSentences({ trend, heldAgainst }: Problem): Sentence[] {
  const isHeldAgainst = ({ startMs, endMs }: TrendPoint) =>
    heldAgainst.some((window) => startMs >= window.startMs && endMs <= window.endMs);
  if (trend.every((point) => !point.isBaseline || isHeldAgainst(point))) return [];
  return [{
    severity: "note",
    code: "held_against",
    own: [words(
      "It is held against the same time of the day before, as the time just before the range has it " +
        "as well",
    )],
  }];
}

/** What is known of a cause: how much, since when, and what it cannot be told from. */
export function causeSentences(cause: ProblemCause): Sentence[] {
  const { where, n, bad, expectedBad, ratio, low, high, pAdjusted, explains, share, since } = cause;
  const quotes = whereParts(where);
  const about: Sentence = {
    severity: "note",
    code: "cause",
    own: [
      ...own`${count(bad)} of ${count(n, "session")} where ${figure(expectedBad, "expected")} `,
      ...own`were to be expected, ${figure(ratio, "times")} as many (${bounds(low, high, "times")}`,
      ...own`; adjusted p ${figure(pAdjusted, "probability")}); `,
      ...own`${figure(explains, "share")} of the excess, ${figure(share, "share")} of all sessions`,
    ],
    ...quotes.length > 0 && { quotes },
  };
  return [about, sinceSentence(since), ...inseparableSentences(cause)];
}

/** When it began, as far as that can be told, and whether it goes on. */
function sinceSentence({ lowMs, highMs, endMs }: ProblemCause["since"]): Sentence {
  const end = endMs === null ? own`goes on` : own`ended at ${timePart(endMs)}`;
  return {
    severity: "note",
    code: "since",
    own: [
      ...own`It began between ${timePart(lowMs)} and ${timePart(highMs)}, and `,
      ...end,
    ],
  };
}

/** What may be the cause instead; nothing if it stands alone. */
export function inseparableSentences({ inseparableFrom, separatedBy }: ProblemCause): Sentence[] {
  if (inseparableFrom.length === 0) return [];
  const more = inseparableFrom.length - MOST_ALTERNATIVES;
  return [{
    severity: "warning",
    code: "inseparable",
    own: separationParts(separatedBy),
    quotes: anyWhereParts([
      ...inseparableFrom.slice(0, MOST_ALTERNATIVES).map(whereParts),
      ...more > 0 ? [own`${count(more, "other")}`] : [],
    ], "; or "),
  }];
}

/** Alternatives that are named; of more, the rest is counted. */
const MOST_ALTERNATIVES = 3;

/** How far the sessions tell a cause from another, and what would. */
function separationParts(by: ProblemCause["separatedBy"]): OwnPart[] {
  if (by === undefined) return own`It cannot be separated from what nearly the same sessions have`;
  const { onlyInCause, onlyInAlternative } = by;
  if (onlyInCause + onlyInAlternative === 0) {
    return [
      words("It cannot be separated from what the same sessions have in common as well, as long "),
      words("as none has one without the other"),
    ];
  }
  return [
    ...own`It cannot be separated from another cause, since only ${
      count(onlyInCause, "session")
    } of `,
    ...own`the one alone and ${count(onlyInAlternative)} of the other alone came, and more of `,
    words("these would tell"),
  ];
}

/** How much of a problem no cause explains; nothing if that is next to nothing. */
export function unexplainedSentences({ unexplained }: Problem): Sentence[] {
  if (unexplained < LEAST_UNEXPLAINED) return [];
  return [{
    severity: "note",
    code: "unexplained",
    own: own`${figure(unexplained, "share")} of the excess is explained by none of these groups`,
  }];
}

/** What is said of the metrics in which nothing stands out. */
export function unremarkableSentences({ verdict, unremarkable }: DiagnosisAnswer): Sentence[] {
  if (unremarkable.length === 0) return [];
  return [{
    severity: "note",
    code: verdict === "incident" ? "nothing_else" : verdict,
    own: own`${words(UNREMARKABLE[verdict])}`,
    details: unremarkable.map(unremarkableSentence),
  }, ...unremarkable.filter(isAboveExpected).map(aboveSentence)];
}

/** Whether a metric is above what was expected, though chance may explain it. */
export function isAboveExpected({ low, expected }: Unremarkable): boolean {
  return low !== null && expected !== null && low > expected;
}

/** That nothing stands out must not read as that all is well where the baseline is as bad. */
function aboveSentence(metric: Unremarkable): Sentence {
  return {
    severity: "warning",
    code: "above_expected",
    own: [
      ...problemTitle(metric),
      words(
        " are above what was expected, but what is usual varies as much by itself, as it does ",
      ),
      words("when the problem was there before: a baseline from before it began would tell"),
    ],
  };
}

const UNREMARKABLE: Readonly<Record<DiagnosisAnswer["verdict"], string>> = {
  incident: "Nothing else stands out",
  nothing_stands_out: "Nothing stands out: no group of sessions went worse than chance explains",
  too_few_sessions: "Too few sessions to tell whether something is wrong",
};

function unremarkableSentence(metric: Unremarkable): Sentence {
  const { verdict, n, value, low, high, expected, smallestDetectable, sessionsNeeded } = metric;
  const title = problemTitle(metric);
  const figures: OwnPart[] = value === null ? own`, ${count(n, "session")}` : [
    ...own`, ${figure(value, "share")} (${bounds(low, high, "share")}) of ${count(n, "session")}`,
    ...expected === null ? [] : own` where ${figure(expected, "share")} were to be expected`,
  ];
  const reach: OwnPart[] = smallestDetectable !== undefined
    ? [
      ...own`; ${figure(smallestDetectable.ratioOfAll, "times")} as many in all sessions, or `,
      ...own`${figure(smallestDetectable.ratioOfTenth, "times")} in a tenth of them, `,
      words("would have been noticed in four of five cases"),
    ]
    : verdict === "nothing_stands_out"
    ? []
    : sessionsNeeded == null
    ? [words("; nothing tells how many would do")]
    : own`; about ${count(sessionsNeeded)} would do`;
  return { severity: "note", code: verdict, own: [...title, ...figures, ...reach] };
}
