import { VERSION } from "../src/version.ts";
import { COMMANDS } from "./commands/command_list.ts";
import { exampleFilter } from "./query/example_filter.ts";
import { wrapLines } from "./text/wrap_lines.ts";

/** What the program is for. */
export const DESCRIPTION = "Query, collect and explain Conviva video sessions.";

const EXAMPLES = `
Examples:
  conviva-sessions diagnose --sandbox
  conviva-sessions search --sandbox ${exampleFilter("is_video_start_failure", "true")}
  conviva-sessions search --last 2h ${exampleFilter("device_os", "Android")} --tag plan=premium
  conviva-sessions harvest --last 7d --out sessions.duckdb
  conviva-sessions sql "select cdn, count(*) from sessions group by cdn" --in sessions.duckdb

Environment:
  CONVIVA_CLIENT_ID, CONVIVA_CLIENT_SECRET   API key pair from Pulse, API Management
  CONVIVA_BASE_URL                           another address of the API
  NO_COLOR                                   no colours

Exit codes:
  0 done, 1 unexpected, 2 the request is wrong, 3 credentials, 4 the API failed,
  5 done but incomplete, 130 interrupted`;

const OPTIONS = [
  { name: "-V, --version", summary: "show the version" },
  { name: "-h, --help", summary: "display help for command" },
];

/** Narrower than this a text beside another is not worth breaking. */
const MIN_TEXT_COLUMNS = 20;

/**
 * What the program says of itself without doing anything: its version, or its help. It is known before
 * the command line is read, and to load what reads it takes longer than all else.
 *
 * @returns `undefined` if it is asked for something else.
 */
export function selfDescription(
  args: readonly string[],
  columns: number | undefined,
): string | undefined {
  if (args.some((arg) => arg === "-V" || arg === "--version")) return `${VERSION}\n`;
  const isHelp = args.length === 1 && ["-h", "--help", "help"].includes(args[0]!);
  return isHelp ? programHelp(columns) : undefined;
}

/** The help of the program as a whole. */
export function programHelp(columns = 80): string {
  const commands = [...COMMANDS, { name: "help", summary: "display help for command" }];
  const width = Math.max(...[...OPTIONS, ...commands].map(({ name }) => name.length));
  const list = (entries: readonly { name: string; summary: string }[]) =>
    entries.map(({ name, summary }) => {
      const room = columns - width - 4;
      const lines = wrapLines([summary], room < MIN_TEXT_COLUMNS ? Infinity : room);
      return `  ${name.padEnd(width)}  ${lines.join(`\n${" ".repeat(width + 4)}`)}\n`;
    }).join("");
  return `Usage: conviva-sessions [options] [command]

${wrapLines([DESCRIPTION], columns).join("\n")}

Options:
${list(OPTIONS)}
Commands:
${list(commands)}${EXAMPLES}\n`;
}
