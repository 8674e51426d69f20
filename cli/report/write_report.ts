import type { Command } from "commander";
import { writeFile } from "node:fs/promises";
import type { ReportData, ReportWords } from "../../report/mod.ts";
import { createRedactor, type Endpoint, type TimeWindow } from "../../src/mod.ts";
import { NEXT_STEP_WORDS } from "../../src/view/mod.ts";
import { CliError } from "../errors/cli_error.ts";
import { EXIT } from "../exit_code.ts";
import type { NextCommand } from "../explain/next_step_lines.ts";
import type { Io } from "../io.ts";
import { cleanText } from "../text/clean_text.ts";
import { openPage } from "./open_page.ts";
import type { ReportOptions } from "./report_options.ts";
import { repeatedCommand } from "./typed_options.ts";

/** What a page is made of, but for what the command line knows. */
type Reported = ReportData extends infer Report
  ? Report extends ReportData ? Omit<Report, "commands" | "madeAtMs"> : never
  : never;

/** Where an answer is from. */
export interface ReportedFrom {
  /** The command. */
  readonly command: Command;
  /** Where the sessions are from. */
  readonly endpoint: Endpoint;
  /** The range that was asked for. */
  readonly range: TimeWindow;
  /** What is worth asking next. */
  readonly next?: readonly NextCommand[];
}

/**
 * Writes the page of an answer, if one is wanted, and opens it.
 *
 * @returns What there is to say about it.
 */
export async function writeReport(
  io: Io,
  { report: path, open, revealViewers }: ReportOptions,
  reported: Reported,
  { command, endpoint, range, next = [] }: ReportedFrom,
): Promise<string[]> {
  if (path === undefined) return [];
  // Loaded only when a page is wanted, which keeps the start short.
  const { redactReport, reportPage } = await import("../../report/mod.ts");
  const words: Pick<ReportWords, "commands" | "madeAtMs"> = {
    commands: [
      { title: "The same again", text: repeatedCommand(command, range) },
      ...next.map(({ reason, command }) => ({
        title: NEXT_STEP_WORDS[reason],
        text: `conviva-sessions ${command}`,
      })),
    ],
    madeAtMs: io.now(),
  };
  const report: ReportData = { ...reported, ...words };
  const shown = revealViewers ? report : redactReport(report, createRedactor({}, endpoint));
  await writeFile(path, reportPage(shown)).catch((error) => {
    throw new CliError(`Cannot write the page: ${error.message}`, EXIT.unexpected);
  });
  const written = `The page is ${cleanText(path)}`;
  if (!open) return [written];
  return await openPage(path) ? [written] : [`${written}; it cannot be opened from here`];
}
