import type { Facts } from "./read_facts.ts";
import type { SpecNode } from "./spec.ts";

/** Renders the facts as the tables of gen/reference.md. */
export function referenceSource({ endpoints }: Facts, header: string): string {
  return `${header}
# Sessions V3 reference

Grades: **seed** is the endpoint's own page, **docs** other public pages of Conviva's, **seen**
public code or a sample of a sibling API, **inferred** a guess that the code does not rely on.
${endpoints.map(endpointTables).join("")}`;
}

function endpointTables(endpoint: SpecNode): string {
  const { path, summary, limits, parameters, tagPrefix, dimensions, fields } = endpoint;
  const hours = (ms: number) => `${ms / 3_600_000} h`;
  const rate = ({ maxCost, perMs }: { maxCost: number; perMs: number }) =>
    `${maxCost} per ${perMs / 60_000} min`;
  return `
## \`GET ${path}\`

${summary}.

### Limits

${
    table(["limit", "value"], [
      ["sessions in a response", `${limits.minSessions} to ${limits.maxSessions}`],
      ["sessions in a response by default", `${limits.defaultSessions}`],
      ["longest range of a request", hours(limits.maxWindowMs)],
      ["how far back a range may start", `${limits.maxAgeMs / 86_400_000} days`],
      ["rate of an account, a request costing max(1, filters)", rate(limits.accountRate)],
      ["rate of an IP address, a request costing 1", rate(limits.addressRate)],
      ["wait after a 429 without Retry-After", `${limits.retryAfterMs / 1000} s`],
    ])
  }
### Query parameters

${
    table(
      ["parameter", "type", "meaning", "grade"],
      [
        ...Object.entries<SpecNode>(parameters).map((
          [name, p],
        ) => [code(name), p.type, p.description, p.source]),
        [
          code(`${tagPrefix}{name}`),
          "string",
          "Only sessions with this value of a custom tag.",
          "seed",
        ],
        [
          code("{dimension}"),
          "string",
          "Only sessions with this value of a dimension; see below.",
          "seed",
        ],
      ],
    )
  }
### Dimensions

Values are case-sensitive. Which dimensions exist differs by account.

${
    table(
      ["dimension", "meaning", "tag", "grade"],
      Object.entries<SpecNode>(dimensions).map((
        [name, d],
      ) => [code(name), d.description, d.tag ? code(d.tag) : "", d.source]),
    )
  }
### Fields of a session

${
    table(
      ["field", "type", "unit", "meaning", "also known as", "identifies a viewer", "grade"],
      fields.map((f: SpecNode) => [
        code(f.path),
        f.type,
        f.unit ?? "",
        f.description,
        f.aliases.map(code).join(", "),
        f.pii ? "yes" : "",
        f.source,
      ]),
    )
  }`;
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) =>
    `| ${cells.map((c) => c.replaceAll("|", "\\|")).join(" | ")} |\n`;
  return line(head) + line(head.map(() => "---")) + rows.map(line).join("");
}

function code(text: string): string {
  return `\`${text}\``;
}
