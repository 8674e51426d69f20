import type { Candidate } from "./candidates.ts";
import { isAncestor, ofSameAttributes, shareTerm } from "../clusters/cluster.ts";
import type { Expectation } from "../expected/expectation.ts";
import { poissonGain } from "./likelihood.ts";
import type { OverlapWith } from "./overlap.ts";

/** Bad sessions, seen and expected. */
type BadCounts = Pick<Expectation, "bad" | "expectedBad">;

/** A candidate and how well it explains. */
interface Scored {
  readonly candidate: Candidate;
  readonly score: number;
}

/** Two values of the same attributes have to explain this much better than one. */
const PAIR_GAIN = 1.05;

/** Two causes of different attributes say more, so they have to explain more. */
const MIXED_PAIR_GAIN = 1.2;

/** Candidates by score, and as many by likelihood, that are tried as one of a pair. */
const PAIRED = 10;

/** Answers that are put in order with care; those behind them keep the order of their scores. */
const ANSWERS = 40;

/** Candidates among which the other of a pair, or the part that explains an answer, is looked for. */
const LIKELY = 200;

/** Less is a matter of rounding. */
const LEAST_EXCESS = 1e-6;

/**
 * Bad sessions beyond the expected, and how much more than expected, weighed together. Rounded, so that
 * between groups with equal counts their names decide, and hardly ever the last digits of a sum.
 */
function causeScore(bad: number, expectedBad: number): number {
  if (bad - expectedBad < LEAST_EXCESS) return 0;
  return Math.fround((bad - expectedBad) * Math.sqrt(Math.log(bad / expectedBad)));
}

/**
 * Puts candidates in the order in which they explain the bad sessions, best first.
 *
 * By their score; but two come first if they explain better together than any single candidate does,
 * and before a candidate comes that part of it without which nothing is left to explain (critical
 * clusters: Jiang et al., CoNEXT 2013).
 *
 * @param overlapsWith What a candidate shares with others in the window.
 */
export function rankCauses(
  candidates: readonly Candidate[],
  overlapsWith: (candidate: Candidate) => OverlapWith,
): Candidate[] {
  const scored = byScore(candidates);
  const inOrder = scored.map(({ candidate }) => candidate);
  const explaining = inOrder.slice(0, LIKELY);
  const answers = new Set<Candidate>();
  for (const answer of [...bestPair(scored, overlapsWith), ...inOrder].slice(0, ANSWERS)) {
    if (answers.has(answer)) continue;
    const part = explaining.find((other) => isAllOf(other, answer));
    if (part !== undefined) answers.add(part);
    answers.add(answer);
  }
  return [...new Set([...answers, ...inOrder])];
}

function scoreOf({ bad, expectedBad }: Candidate): number {
  return causeScore(bad, expectedBad);
}

/** Candidates with more bad sessions than expected; of equals, the one that says less comes first. */
function byScore(candidates: readonly Candidate[]): Scored[] {
  return candidates
    .map((candidate) => ({
      candidate,
      score: scoreOf(candidate),
    }))
    .filter(({ score }) => score > 0)
    .sort((a, b) =>
      b.score - a.score ||
      a.candidate.cluster.terms.length - b.candidate.cluster.terms.length ||
      (nameOf(a.candidate) < nameOf(b.candidate) ? -1 : 1)
    );
}

/** A name that does not depend on the order of rows, values and attributes. */
function nameOf({ where }: Candidate): string {
  return JSON.stringify(Object.entries(where).sort());
}

/**
 * The two candidates that explain best together, or none where a single one does as well. Where nothing
 * is left of the single one without them, they need not explain more than it does. They may have a value
 * in common only if most of what has it is well: otherwise, that value would be the cause.
 */
function bestPair(
  scored: readonly Scored[],
  overlapsWith: (candidate: Candidate) => OverlapWith,
): Candidate[] {
  if (scored.length === 0) return [];
  const [{ candidate: single, score: singleScore }] = scored as [Scored];
  let pair: Candidate[] = [];
  let best = singleScore;
  const isPartOfSingle = ({ cluster }: Candidate): boolean => isAncestor(single.cluster, cluster);
  const others = scored.slice(0, LIKELY).map(({ candidate }) => candidate);
  for (const one of worthPairing(scored)) {
    // They could explain no better if they had all the expected, and none of the bad, in common.
    const rivals = others.filter((other) =>
      causeScore(one.bad + other.bad, Math.max(one.expectedBad, other.expectedBad)) > best &&
      (!shareTerm(one.cluster, other.cluster) ||
        isPartOfSingle(one) && isPartOfSingle(other) &&
          ofSameAttributes(one.cluster, other.cluster))
    );
    if (rivals.length === 0) continue;
    const overlapWith = overlapsWith(one);
    for (const other of rivals) {
      const both = overlapWith(other);
      const together = {
        bad: one.bad + other.bad - both.bad,
        expectedBad: one.expectedBad + other.expectedBad - both.expectedBad,
      };
      const isAllOfSingle = isPartOfSingle(one) && isPartOfSingle(other) &&
        leavesNothing(together, single);
      const isLessOfSingle = isAllOfSingle && together.expectedBad < single.expectedBad / 2;
      if (shareTerm(one.cluster, other.cluster) && !isLessOfSingle) continue;
      const gain = isAllOfSingle
        ? 1
        : ofSameAttributes(one.cluster, other.cluster)
        ? PAIR_GAIN
        : MIXED_PAIR_GAIN;
      const worth = causeScore(together.bad, together.expectedBad) / gain;
      if (worth > best) [best, pair] = [worth, [one, other]];
    }
  }
  return pair.toSorted((a, b) => scoreOf(b) - scoreOf(a));
}

function worthPairing(scored: readonly Scored[]): Set<Candidate> {
  const byLikelihood = scored
    .map(({ candidate }) => ({
      candidate,
      score: poissonGain(candidate.bad, candidate.expectedBad),
    }))
    .sort((a, b) => b.score - a.score);
  const best = [...scored.slice(0, PAIRED), ...byLikelihood.slice(0, PAIRED)];
  return new Set(best.map(({ candidate }) => candidate));
}

/** Standard deviations up to which a rest has no more bad sessions than expected. */
const NO_LIFT = 3;

/** Log-likelihood by which a part has to explain better than its whole, as the best of many parts may. */
const CLEARLY = Math.log(LIKELY);

/** Whether a part of a candidate is all that is wrong with it. */
function isAllOf(part: Candidate, whole: Candidate): boolean {
  return isAncestor(whole.cluster, part.cluster) && leavesNothing(part, whole);
}

/** Whether the rest of a whole is as always, so that the part alone explains clearly better. */
function leavesNothing(part: BadCounts, whole: BadCounts): boolean {
  const bad = whole.bad - part.bad;
  const expectedBad = Math.max(0, whole.expectedBad - part.expectedBad);
  return (bad - expectedBad) / Math.sqrt(Math.max(expectedBad, 1)) < NO_LIFT &&
    poissonGain(part.bad, part.expectedBad) - poissonGain(whole.bad, whole.expectedBad) >
      CLEARLY;
}
