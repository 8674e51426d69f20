import { QueryError, type QueryFinding, SessionsError } from "../../src/mod.ts";
import { errorWords, findingWords, SHELL_DIALECT, SHELL_FAILURES } from "../../src/view/mod.ts";
import { cleanLines, cleanText } from "../text/clean_text.ts";
import type { Paint } from "../text/style.ts";
import { asSentence } from "../text/words.ts";
import { CliError } from "./cli_error.ts";

/** Says what went wrong and what to do, for people. */
export function errorText(error: unknown, paint: Paint): string {
  const prefix = paint("error:", "bad");
  if (error instanceof QueryError && error.findings.length > 0 && !error.request.status) {
    return `${prefix} ${findingsText(error.findings, paint)}`;
  }
  if (error instanceof SessionsError) {
    const { message, wayOut } = errorWords(error, SHELL_FAILURES);
    const lines = [
      ...atFault(error),
      ...wayOut === undefined ? [] : [asSentence(wayOut)],
      ...requestText(error),
    ];
    return `${prefix} ${cleanLines(message)}\n${lines.map((line) => `  ${line}\n`).join("")}`;
  }
  if (error instanceof CliError) return `${prefix} ${cleanLines(error.message)}\n`;
  const trace = error instanceof Error ? error.stack ?? String(error) : String(error);
  return `${prefix} This is a defect, please report it\n${cleanLines(trace)}\n`;
}

function findingsText(findings: readonly QueryFinding[], paint: Paint): string {
  const details = findings.map((finding) => {
    const { parameter, problem, received, allowed, example, instead } = findingWords(
      finding,
      SHELL_DIALECT,
    );
    // What cannot be shown as it is would mean something else when it is typed.
    const isShowable = example !== undefined && cleanText(example) === example;
    return `  ${paint(cleanText(parameter), "strong")}: ${cleanText(problem)}\n` +
      line("received", received) +
      line("allowed", allowed) +
      (isShowable ? `    try       ${paint(example, "accent")}\n` : "") +
      line("instead", instead);
  });
  const [first] = findings;
  const title = findings.length > 1
    ? `${findings.length} things are wrong`
    : first!.parameter === "baseUrl"
    ? "The environment is wrong"
    : "The query is wrong";
  return `${title}\n${details.join("")}`;
}

function line(title: string, text: string | undefined): string {
  return text === undefined ? "" : `    ${title.padEnd(10)}${cleanText(text)}\n`;
}

/** The parameters that the API names when it refuses a query. */
function atFault(error: SessionsError): string[] {
  const findings = error instanceof QueryError ? error.findings : [];
  const options = new Set(
    findings.map(({ parameter }) => cleanText(SHELL_DIALECT.parameter(parameter))),
  );
  return options.size > 0 ? [`at fault  ${[...options].join(", ")}`] : [];
}

function requestText(
  { request: { method, host = "", path, status, attempts = 0 } }: SessionsError,
): string[] {
  if (!path) return [];
  const tried = attempts > 1 ? `, ${attempts} attempts` : "";
  return [`${method ?? "GET"} ${host}${path}${status ? ` answered ${status}` : ""}${tried}`];
}
