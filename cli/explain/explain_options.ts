import { type Command, InvalidArgumentError, Option } from "commander";
import { thresholdExample } from "../../src/analysis/mod.ts";
import type { Endpoint } from "../../src/mod.ts";
import { addApiOptions, type ApiOptions } from "../api/api_options.ts";
import type { AskedEndpoint } from "../api/asked_endpoint.ts";
import type { Format } from "../formats/output.ts";
import { addReportOptions, type ReportOptions } from "../report/report_options.ts";
import { addQueryOptions, type QueryOptions } from "../query/query_options.ts";

/** Forms in which an answer can be written. */
const ANSWER_FORMATS = ["table", "json", "csv"] as const satisfies readonly Format[];

/** One of these forms. */
export type AnswerFormat = typeof ANSWER_FORMATS[number];

/** What the options are set to that all commands have which explain sessions. */
export interface ExplainOptions extends QueryOptions, ApiOptions, ReportOptions {
  readonly by?: readonly string[];
  readonly in?: string;
  readonly format: AnswerFormat;
}

/**
 * Adds the options that pick sessions, and the output that they may come from.
 *
 * @param taken Names of a range's ends that mean something else in this command.
 */
export function addSessionOptions(
  command: Command,
  { endpoint }: AskedEndpoint,
  taken: readonly string[] = [],
): Command {
  return addQueryOptions(command, endpoint, taken)
    .option("-i, --in <path>", "ask an output of harvest, a file or a folder, in place of the API");
}

/** Adds the options that say how an answer is shown, and which API is asked. Called last. */
export function addAnswerOptions(command: Command): Command {
  command
    .optionsGroup("How it is shown:")
    .addOption(
      new Option("--format <form>", "form of the output").choices(ANSWER_FORMATS).default("table"),
    );
  return addReportOptions(addApiOptions(command));
}

/** Adds what a good session keeps, in names of the spec. */
export function addGoodOption(command: Command, endpoint: Endpoint): Command {
  const example = thresholdExample(endpoint);
  return command.option("--good <limits>", `what a good session keeps: '${example}'`);
}

/** Reads names with commas between; of an option that comes again, all count. */
export function names(text: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, ...text.split(",").map((name) => name.trim()).filter(Boolean)];
}

/** Reads a number of something. */
export function positiveNumber(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value > 0 && Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError("It must be a whole number above 0.");
}

/** Reads a part of something, `0.02` or `2%`. */
export function share(text: string): number {
  const [, digits, sign] = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(text.trim()) ?? [];
  const value = Number(digits) / (sign ? 100 : 1);
  if (value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError("It must be a part such as 0.02 or 2%.");
}
