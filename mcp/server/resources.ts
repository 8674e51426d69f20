import { type McpServer, ResourceTemplate } from "@modelcontextprotocol/server";
import { METRICS } from "../../src/analysis/mod.ts";
import { API, type Endpoint, type RateFact } from "../../src/mod.ts";
import { formatDuration } from "../../src/view/mod.ts";
import { completeDimension } from "./completions.ts";
import { fenced, SECRET_LENGTH } from "../render/answer.ts";
import { cleanText } from "../render/clean_text.ts";
import type { ToolContext } from "../tools/tool_context.ts";

const SCHEME = "conviva-sessions://";

/** What is known about the API changes with a release only. */
const STATIC = { ttlMs: 3_600_000, cacheScope: "public" } as const;

/** Offers what is known about the API for reading. */
export function registerResources(server: McpServer, context: ToolContext): void {
  const { endpoint } = context;
  const fixed = (
    name: string,
    title: string,
    description: string,
    text: (of: Endpoint) => string,
  ) =>
    server.registerResource(
      name,
      SCHEME + name,
      { title, description, mimeType: "text/markdown", cacheHint: STATIC },
      (uri) => ({ contents: [{ uri: uri.href, mimeType: "text/markdown", text: text(endpoint) }] }),
    );
  fixed("limits", "Limits", "Limits of the Sessions API.", limitsText);
  fixed("fields", "Fields", "Fields of a session: type, unit, meaning, grade.", fieldsText);
  fixed("filters", "Filters", "Parameters that sessions are filtered by.", filtersText);
  fixed("dimensions", "Dimensions", "Dimensions of the catalogue.", dimensionsText);
  fixed("metrics", "Metrics", "Metrics that questions are answered with.", metricsText);
  server.registerResource(
    "dimension",
    new ResourceTemplate(`${SCHEME}dimensions/{dimension}`, {
      list: undefined,
      complete: { dimension: (typed) => completeDimension(typed, endpoint) },
    }),
    {
      title: "Dimension",
      description: "A dimension and the values that it had lately.",
      mimeType: "text/markdown",
    },
    (uri, { dimension }) => ({
      contents: [{
        uri: uri.href,
        mimeType: "text/markdown",
        text: context.outgoing(dimensionText(decodeVariable(String(dimension)), context)),
      }],
    }),
  );
}

/** The SDK takes a variable out of a URI as it is written there. */
function decodeVariable(variable: string): string {
  try {
    return decodeURIComponent(variable);
  } catch {
    // Somebody wrote a name with a percent sign into the URI without escaping it.
    return variable;
  }
}

function limitsText({ limits }: Endpoint): string {
  const rate = ({ maxCost, perMs }: RateFact) => `${maxCost} per ${formatDuration(perMs)}`;
  return table(["limit", "value"], [
    [
      "sessions in a response of the API",
      `${limits.minSessions} to ${limits.maxSessions}`,
    ],
    ["range of one request", formatDuration(limits.maxWindowMs)],
    ["how far back a range may start", formatDuration(limits.maxAgeMs)],
    ["rate of the account, a request costing max(1, filters)", rate(limits.accountRate)],
    ["rate of an IP address, a request costing 1", rate(limits.addressRate)],
  ]) +
    `\nThis server asks ${API.title} in as many requests as a range needs, and keeps within the ` +
    "rates.\n";
}

function fieldsText({ fields }: Endpoint): string {
  const rows = fields.map(({ path, type, unit, description, pii, source }) => [
    path,
    type,
    unit ?? "",
    description + (pii ? " Identifies a viewer." : ""),
    source,
  ]);
  return table(["field", "type", "unit", "meaning", "grade"], rows);
}

function filtersText({ parameters }: Endpoint): string {
  const rows = Object.entries(parameters)
    .filter(([, { role }]) => role === "filter")
    .map(([name, { type, description, source }]) => [name, type, description, source]);
  return table(["filter", "type", "meaning", "grade"], rows);
}

function dimensionsText({ dimensions }: Endpoint): string {
  const rows = Object.entries(dimensions).map(([name, { description, source }]) => [
    name,
    description,
    source,
  ]);
  return table(["dimension", "meaning", "grade"], rows);
}

function metricsText(): string {
  const rows = Object.values(METRICS).map(({ key, unit, definition, source }) => [
    key,
    unit,
    definition,
    source,
  ]);
  return table(["metric", "unit", "meaning", "source"], rows);
}

function dimensionText(name: string, { endpoint, seen, randomName }: ToolContext): string {
  const { dimensions } = endpoint;
  const fact = Object.hasOwn(dimensions, name) ? dimensions[name] : undefined;
  const values = seen.of(name).map(({ value, sessions }) => `${cleanText(value)}\t${sessions}`);
  const data = fact ? values : [`${cleanText(name)} is not in the catalogue.`, ...values];
  return [
    ...fact ? [`${name}: ${fact.description}`, ""] : [],
    values.length === 0
      ? "No value has been seen yet."
      : "Values seen lately, with the number of sessions:",
    ...fenced(data, randomName(SECRET_LENGTH)),
    "",
  ].join("\n");
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return `${[line(columns), line(columns.map(() => "---")), ...rows.map(line)].join("\n")}\n`;
}
