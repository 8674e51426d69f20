import type { Command } from "commander";
import { stat } from "node:fs/promises";
import { CliError } from "../errors/cli_error.ts";
import { EXIT } from "../exit_code.ts";
import { rememberTyped } from "./typed_options.ts";

/** What the options of a page are set to. */
export interface ReportOptions {
  readonly report?: string;
  readonly open?: boolean;
  readonly revealViewers?: boolean;
}

/** Adds the options of a page. Called last: the page tells with which other options it was made. */
export function addReportOptions(command: Command): Command {
  command
    .optionsGroup("As a page:")
    .option("--report <file>", "draw the answer on a page for browsers too: one .html file")
    .option("--open", "open the page")
    .option("--reveal-viewers", "in the page, keep viewers' ids and addresses as they are");
  rememberTyped(command);
  return command;
}

/**
 * Checks where a page is to go, before anything is asked.
 *
 * @throws CliError if it cannot go there.
 */
export async function checkReport({ report, open }: ReportOptions): Promise<void> {
  if (report === undefined) {
    if (open) throw new CliError("--open needs --report, the page to open", EXIT.wrongRequest);
    return;
  }
  // A name that was meant for an output would cost its sessions.
  if (!/\.html?$/i.test(report)) {
    throw new CliError(
      `The page must have a name that ends in .html: --report ${report}.html`,
      EXIT.wrongRequest,
    );
  }
  const folder = report.replace(/[^/\\]*$/, "") || ".";
  const isFolder = await stat(folder).then((info) => info.isDirectory(), () => false);
  if (!isFolder) {
    throw new CliError(`There is no folder ${folder} for the page`, EXIT.wrongRequest);
  }
}
