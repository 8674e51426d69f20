import { CONTENT, type Coverage, type FieldFact, type Session } from "../../src/mod.ts";
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

const FACTS = new Map<string, FieldFact>(CONTENT.fields.map((fact) => [fact.path, fact]));

/** Name of the group of what stands in no group of its own. */
const ROOT = "session";

/** Writes everything about a session, one value a row; of sessions with the same id, the first. */
export function sessionAnswer(
  sessions: readonly Session[],
  coverage: Coverage | undefined,
  context: Pick<ToolContext, "redact" | "tokenBudget">,
  reasons: readonly Line[] = [],
): Answer {
  const entries = sessions.slice(0, 1).flatMap((session) => entriesOf(context.redact(session)));
  const rows = entries.map(({ group, name, value }) => {
    const unit = FACTS.get(group === ROOT ? name : `${group}.${name}`)?.unit;
    return [
      cleanText(group),
      cleanText(name),
      valueText(value, unit),
      unit === "epoch_ms" ? "UTC" : unit ?? "",
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
function entriesOf(session: Session): Entry[] {
  const entries = Object.entries(session).flatMap(([name, value]): Entry[] =>
    isGroup(value)
      ? Object.entries(value).map(([member, of]) => ({ group: name, name: member, value: of }))
      : [{ group: ROOT, name, value }]
  ).filter(({ value }) => value !== null && value !== undefined && !isEmptyList(value));
  return entries
    .map((entry) => ({ entry, rank: rankOf(entry) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ entry }) => entry);
}

const RANKS = new Map([...FACTS.keys()].map((path, index) => [path, index]));
const GROUP_RANKS = new Map(
  [...RANKS].map(([path, rank]) => [path.split(".")[0]!, rank] as const).reverse(),
);

function rankOf({ group, name }: Entry): number {
  const path = group === ROOT ? name : `${group}.${name}`;
  // Something unknown stands behind what is known of its group.
  return RANKS.get(path) ?? (GROUP_RANKS.get(group) ?? RANKS.size) + 0.5;
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
