import {
  apiTables,
  type AskOptions,
  type AskProgress,
  type TableSource,
} from "../../src/explain/mod.ts";
import type { CheckedQuery, Endpoint, SessionsQuery, TimeWindow } from "../../src/mod.ts";
import { filtersQuery, parseDuration, type SeenValues } from "../../src/view/mod.ts";
import type { AskedEndpoint } from "../api/asked_endpoint.ts";
import { connect } from "../api/connect.ts";
import { withOutput } from "../harvest/with_output.ts";
import type { Io } from "../io.ts";
import { showProgress } from "../progress/show_progress.ts";
import { edgeOf } from "../query/query_options.ts";
import { readQuery } from "../query/read_query.ts";
import { sampleValues } from "../sessions/sample_values.ts";
import type { ExplainOptions } from "./explain_options.ts";

/** What is to be answered, and of whom it is asked. */
export interface Question {
  readonly source: TableSource;
  readonly query: SessionsQuery<string>;
  /** The query, checked. */
  readonly checked: CheckedQuery;
  /** How it is asked. */
  readonly ask: AskOptions;
}

/** The range of who names none. */
export interface DefaultRange {
  /** Up to now; up to the end of an output, unless all of that is meant. */
  readonly last: string;
  /** Whether of an output all is meant. */
  readonly isAllOfOutput?: boolean;
}

/** What is asked of sessions, whosever they are. */
export interface Inquiry<Answer> {
  readonly defaultRange: DefaultRange;
  /** Answers. */
  answer(question: Question): Promise<Answer>;
  /** How many sessions of the range an answer rests on. */
  sessionsOf(answer: Answer): number;
}

/** An answer, with what was asked. */
export interface Answered<Answer> {
  readonly answer: Answer;
  readonly checked: CheckedQuery;
  /** Sessions of the range that it rests on. */
  readonly sessions: number;
  /** The range that stands where none was given, in words. */
  readonly defaultRange?: string;
  /** Values that sessions had lately, where that may tell why there are none. */
  readonly seen?: SeenValues;
}

/** What is asked for, in a word; sessions of the range go without saying. */
const PHASES: Readonly<Record<AskProgress["purpose"], string | undefined>> = {
  current: undefined,
  baseline: "what is usual",
  failures: "failures",
};

/**
 * Asks the API or an output of a harvest, with a progress bar while requests are made.
 *
 * @throws QueryError if the options are wrong; CliError if an output cannot be used.
 */
export async function ask<Answer>(
  io: Io,
  options: ExplainOptions,
  asked: AskedEndpoint,
  inquiry: Inquiry<Answer>,
): Promise<Answered<Answer>> {
  return options.in === undefined
    ? await askApi(io, options, asked, inquiry)
    : await withOutput(() => askOutput(io, options, options.in!, asked, inquiry));
}

async function askApi<Answer>(
  io: Io,
  options: ExplainOptions,
  { endpoint, clientOf }: AskedEndpoint,
  { defaultRange: { last }, answer, sessionsOf }: Inquiry<Answer>,
): Promise<Answered<Answer>> {
  const { checked, isDefaultRange } = readQuery(options, endpoint, io.now(), last);
  await using connection = await connect(io, { ...options, timeoutMs: options.timeout });
  const client = clientOf(connection.client);
  const display = showProgress(io, connection.throttle);
  const onProgress = ({ purpose, ...progress }: AskProgress) =>
    display.update({ ...progress, phase: PHASES[purpose] });
  const question = questionOf(apiTables(client), checked, { signal: io.signal, onProgress });
  const given = await answer(question).finally(() => display.close());
  const sessions = sessionsOf(given);
  return {
    answer: given,
    checked,
    sessions,
    ...isDefaultRange && { defaultRange: `the last ${last}` },
    ...sessions === 0 && { seen: await sampleValues(client, checked, io.now(), io.signal) },
  };
}

async function askOutput<Answer>(
  io: Io,
  options: ExplainOptions,
  output: string,
  { endpoint }: AskedEndpoint,
  { defaultRange, answer, sessionsOf }: Inquiry<Answer>,
): Promise<Answered<Answer>> {
  const { outputRange, outputTables } = await import("../../src/harvest/mod.ts");
  const isDefaultRange = [options.last, edgeOf(options, "start"), edgeOf(options, "end")]
    .every((time) => time === undefined);
  const stored = isDefaultRange ? await outputRange(output, { endpoint }) : undefined;
  const range = stored && meantPart(stored, defaultRange);
  const { checked } = readQuery(
    { ...options, ...range && { start: String(range.startMs), end: String(range.endMs) } },
    withoutReach(endpoint),
    io.now(),
    defaultRange.last,
  );
  const source = outputTables(output, {
    endpoint,
    now: io.now,
    ...options.accountDimensions && { accountDimensions: "any" },
  });
  const given = await answer(questionOf(source, checked, { signal: io.signal }));
  return {
    answer: given,
    checked,
    sessions: sessionsOf(given),
    ...range && { defaultRange: meantWords(defaultRange) },
  };
}

function questionOf(source: TableSource, checked: CheckedQuery, ask: AskOptions): Question {
  return { source, query: filtersQuery(checked.range, checked.filters), checked, ask };
}

/** The part of what an output has that is meant where no range is given. */
function meantPart({ startMs, endMs }: TimeWindow, { last, isAllOfOutput }: DefaultRange) {
  return isAllOfOutput
    ? { startMs, endMs }
    : { startMs: Math.max(startMs, endMs - parseDuration(last)!), endMs };
}

function meantWords({ last, isAllOfOutput }: DefaultRange): string {
  return isAllOfOutput ? "all of the output" : `the last ${last} of the output`;
}

/** An output keeps sessions for ever. */
function withoutReach(endpoint: Endpoint): Endpoint {
  return { ...endpoint, limits: { ...endpoint.limits, maxAgeMs: Infinity } };
}
