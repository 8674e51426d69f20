import type { DiagnosisAnswer, PlanStep, Provenance, Pulled } from "../../explain/answers.ts";
import { count, own, type OwnPart, type Sentence, words } from "../sentence.ts";

const PURPOSES: Readonly<Record<Pulled["purpose"], string>> = {
  current: "the range",
  baseline: "what is usual",
  failures: "failures alone",
};

const REASONS: Readonly<Record<PlanStep["reason"], string>> = {
  all_of_range: "all of it",
  thinned_for_budget: "thinned over time to fit the budget",
  failures_are_rare: "since they are rare",
};

/** What a diagnosis asked, step by step and why. */
export function planSentence({ asked }: DiagnosisAnswer): Sentence {
  return {
    severity: "note",
    code: "asked",
    own: askedParts(asked.requests, asked.sessions),
    details: joinedSteps(asked.plan).map(({ purpose, windows, reason }) => ({
      severity: "note",
      code: `asked_${purpose}`,
      own: [
        words(`${PURPOSES[purpose]}, ${REASONS[reason]}, `),
        ...spanParts(windows),
      ],
    })),
  };
}

/** The steps of a plan, those of one purpose and reason together: it may go back and forth. */
function joinedSteps(plan: readonly PlanStep[]): PlanStep[] {
  return [...Map.groupBy(plan, ({ purpose, reason }) => `${purpose} ${reason}`).values()]
    .map((steps) => ({
      ...steps[0]!,
      windows: steps.flatMap(({ windows }) => windows)
        .sort((one, other) => one.startMs - other.startMs),
    }));
}

/** What any other answer asked. */
export function pullsSentence({ pulls }: Provenance): Sentence {
  const sum = (numberOf: (pulled: Pulled) => number) =>
    pulls.reduce((total, pulled) => total + numberOf(pulled), 0);
  return {
    severity: "note",
    code: "asked",
    own: askedParts(sum(({ requests }) => requests), sum(({ sessions }) => sessions)),
    details: pulls.map(({ purpose, windows, sessions, seen }) => ({
      severity: "note",
      code: `asked_${purpose}`,
      own: [
        words(purpose === "baseline" ? "to compare with, " : `${PURPOSES[purpose]}, `),
        ...spanParts(windows),
        ...own`, ${count(sessions, "session")}`,
        ...seen ? own`, without those that a look as early would have missed` : [],
      ],
    })),
  };
}

function askedParts(requests: number, sessions: number): OwnPart[] {
  const came = count(sessions, "session");
  return requests === 0
    ? own`Read ${came}, which took no request`
    : own`Asked ${count(requests, "request")} for ${came}`;
}

/** One window, or how many there are between which ends. */
function spanParts(windows: PlanStep["windows"]): OwnPart[] {
  const [first, last] = [windows[0], windows.at(-1)];
  if (first === undefined || last === undefined) return own`nothing`;
  const span = { startMs: first.startMs, endMs: last.endMs };
  const between: OwnPart = { kind: "window", window: span };
  return windows.length === 1 ? [between] : own`${count(windows.length, "window")} of ${between}`;
}
