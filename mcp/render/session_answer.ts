import type { Coverage, FieldFact, Session } from "../../src/mod.ts";
import { perEndpoint, unitName } from "../../src/view/mod.ts";
import type { ToolContext } from "../tools/tool_context.ts";
import { type Answer, rowsAnswer } from "./answer.ts";
import { cleanText } from "./clean_text.ts";
import { count, coverageLines } from "./coverage_text.ts";
import { valueText } from "./field_text.ts";
import { Line, line } from "./line.ts";

/** A value of a session, and where it belongs. */
interface Entry {
  readonly group: string;
  readonly name: string;
  readonly value: unknown;
}

/** What is known of the fields of a session, by their paths, and where they stand. */
interface Fields {
  readonly facts: ReadonlyMap<string, FieldFact>;
  /** The places of the fields in the spec's order, and of the first of each group. */
  readonly ranks: ReadonlyMap<string, number>;
  readonly groupRanks: ReadonlyMap<string, number>;
}

const fieldsOf = perEndpoint(({ fields }): Fields => {
  const ranks = fields.map(({ path }, index) => [path, index] as const);
  return {
    facts: new Map(fields.map((fact) => [fact.path, fact])),
    ranks: new Map(ranks),
    // Backwards, since of several of a group a map keeps the last.
    groupRanks: new Map(
      ranks.map(([path, rank]) => [path.split(".")[0]!, rank] as const).reverse(),
    ),
  };
});

/** Name of the group of what stands in no group of its own. */
const ROOT = "session";

/** Writes everything about a session, one value a row; of sessions with the same id, the first. */
export function sessionAnswer(
  sessions: readonly Session[],
  coverage: Coverage | undefined,
  context: Pick<ToolContext, "endpoint" | "redact" | "tokenBudget">,
  reasons: readonly Line[] = [],
): Answer {
  const fields = fieldsOf(context.endpoint);
  const entries = sessions.slice(0, 1)
    .flatMap((session) => entriesOf(context.redact(session), fields));
  const rows = entries.map(({ group, name, value }) => {
    const unit = fields.facts.get(pathOf({ group, name }))?.unit;
    return [
      cleanText(group),
      cleanText(name),
      valueText(value, unit),
      unitName(unit),
    ];
  });
  const others = sessions.length - 1;
  const facts = [
    Line.own(sessions.length > 0 ? "1 session, as the sample has it" : "0 sessions"),
    ...(others > 0
      ? [
        line`${count(others, "more session")} with this id, of other players: ask with client_id`,
      ]
      : []),
    ...(coverage ? coverageLines(coverage) : []),
    ...reasons,
  ];
  return rowsAnswer(facts, ["group", "field", "value", "unit"], rows, context.tokenBudget);
}

/** The values of a session, those of the spec first and in its order, then what else there is. */
function entriesOf(session: Session, fields: Fields): Entry[] {
  const entries = Object.entries(session).flatMap(([name, value]): Entry[] =>
    isGroup(value)
      ? Object.entries(value).map(([member, of]) => ({ group: name, name: member, value: of }))
      : [{ group: ROOT, name, value }]
  ).filter(({ value }) => value !== null && value !== undefined && !isEmptyList(value));
  return entries
    .map((entry) => ({ entry, rank: rankOf(entry, fields) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ entry }) => entry);
}

function rankOf(entry: Entry, { ranks, groupRanks }: Fields): number {
  // Something unknown stands behind what is known of its group.
  return ranks.get(pathOf(entry)) ?? (groupRanks.get(entry.group) ?? ranks.size) + 0.5;
}

function pathOf({ group, name }: Pick<Entry, "group" | "name">): string {
  return group === ROOT ? name : `${group}.${name}`;
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
