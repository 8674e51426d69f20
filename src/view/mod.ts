/**
 * What the front ends of this project share beside the public door: what people type, read, and what
 * they are shown, decided once. It is no entry of the package, which has it for its command line.
 *
 * @module
 */
export { checkBaseUrl } from "../client/base_url.ts";
export { readGrantedEnv } from "../client/credentials.ts";
export { systemClock } from "../client/clock.ts";
export { givePermission } from "../client/failure_words.ts";
export { connectionCause } from "../client/transport/connection_cause.ts";
export { createSharedCalls } from "../client/shared_calls.ts";

export { checkQuery } from "../query/check/check_query.ts";
export { closest } from "../query/name/closest.ts";
export { meantLimit, meantText, meantTexts } from "../query/finding/correction.ts";
export { describe } from "../query/finding/describe.ts";
export { formatDuration, parseDuration } from "../query/time/duration.ts";
export { readFilter } from "../query/filter/filter_operator.ts";
export { parseFilterText } from "../query/filter/filter_text.ts";
export { findingWords } from "../query/finding/finding_words.ts";
export { formatTime, formatWindow } from "../query/time/format_time.ts";
export { meantName, synonymOf } from "../query/name/meant_name.ts";
export { outcomeFilters } from "../query/filter/outcome_filters.ts";
export { parameterFact } from "../query/name/parameter_fact.ts";
export { requestCost } from "../query/request_cost.ts";
export { meantBoolean } from "../query/filter/parse_boolean.ts";
export { perEndpoint } from "../query/per_endpoint.ts";
export { queryError } from "../query/finding/script_dialect.ts";
export { parseTimeText } from "../query/time/time_text.ts";
export { wallClock } from "../query/time/zoned_time.ts";
export { DAY_MS, MAX_TIME_MS } from "../query/time/units.ts";

export { tagValues } from "../session/dimension_value.ts";
export { endedBeforeGap } from "../session/coverage/gaps.ts";
export { isShort } from "../session/coverage/coverage_of.ts";
export { cutOffText, withCutOff } from "../session/coverage/cut_off_gap.ts";
export { mergeCoverage } from "../session/coverage/merge_coverage.ts";

export {
  chooseColumns,
  type ChosenColumns,
  tellingColumns,
  usualColumns,
} from "./session/choose_columns.ts";
export { completenessSentence, coverageSentences } from "./coverage_sentences.ts";
export { type ErrorWords, errorWords } from "./error_words.ts";
export { noneSentences, SAMPLE_SENTENCE, sampleSentences } from "./sample_sentences.ts";
export {
  countText,
  type ForeignPart,
  type OwnPart,
  type Sentence,
  withDetails,
} from "./sentence.ts";
export {
  hasAllSessions,
  limitSentence,
  matchedSentence,
  noSpaceSentence,
  notFoundSentences,
  orderedSentence,
  rowsLeftOutSentence,
} from "./search_sentences.ts";
export { type SeenValue, type SeenValues, seenValues } from "./seen_values.ts";
export { type SessionCell, valueCell } from "./session/session_cell.ts";
export {
  type ColumnNames,
  fieldColumn,
  namedColumn,
  namedColumns,
  OUTCOME,
  outcomeColumn,
  type SessionColumn,
} from "./session/session_column.ts";
export {
  HARVEST_COVERAGE,
  SHELL_COVERAGE,
  SHELL_DIALECT,
  SHELL_FAILURES,
  SHELL_SAMPLE,
  SHELL_SUGGESTIONS,
  shellSyntax,
  shellWord,
} from "./shell_dialect.ts";
export {
  TOOL_COVERAGE,
  TOOL_DIALECT,
  TOOL_FAILURES,
  TOOL_SAMPLE,
  TOOL_SUGGESTIONS,
  toolArguments,
} from "./tool_dialect.ts";
export { unitHeading, unitName } from "./session/unit_names.ts";
export { csvLine } from "./csv_line.ts";
export { jsonText } from "./json_text.ts";
export { otherFields } from "./session/other_fields.ts";

export { filtersQuery, queryFilters } from "../explain/filters_query.ts";
export { planSentence, pullsSentence } from "./explain/asked_sentences.ts";
export type {
  AnswerCell,
  AnswerColumn,
  AnswerRow,
  AnswerTable,
  Axis,
} from "./explain/tables/answer_table.ts";
export { comparisonSentences, isOfAll } from "./explain/comparison_sentences.ts";
export { changesTable, groupChangesTable } from "./explain/tables/comparison_table.ts";
export {
  causeSentences,
  diagnosisSentences,
  heldAgainstSentences,
  inseparableSentences,
  problemSentence,
  unexplainedSentences,
  unremarkableSentences,
} from "./explain/diagnosis_sentences.ts";
export { causesTable, unremarkableTable } from "./explain/tables/diagnosis_table.ts";
export {
  bounds,
  boundsCellText,
  boundsText,
  type Figure,
  figure,
  type FigureBounds,
  figureCellText,
  figureDigits,
  figureText,
  type FigureUnit,
} from "./explain/figure.ts";
export {
  NEXT_STEP_WORDS,
  type NextStep,
  stepsAfterComparison,
  stepsAfterDiagnosis,
  stepsAfterSummary,
} from "./explain/next_steps.ts";
export { differenceUnit, UNAVAILABLE_WORDS } from "./explain/metric_words.ts";
export { summarySentences } from "./explain/summary_sentences.ts";
export { groupsTable } from "./explain/tables/groups_table.ts";
export { seriesTable } from "./explain/tables/series_table.ts";
export { totalTable } from "./explain/tables/total_table.ts";
