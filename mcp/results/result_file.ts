import type { Session } from "../../src/mod.ts";
import {
  csvLine,
  fieldColumn,
  jsonText,
  otherFields,
  perEndpoint,
  type SessionColumn,
} from "../../src/view/mod.ts";
import { visibleText } from "../render/clean_text.ts";
import { byteLength } from "../render/tokens.ts";
import type { ToolContext } from "../tools/tool_context.ts";
import { turnOfOthers } from "../turn_of_others.ts";
import { MAX_RESULT_BYTES, type ResultFile } from "./result_store.ts";

/** Forms of a file. */
export const EXPORT_FORMATS = ["csv", "ndjson"] as const;

/** One of the forms. */
export type ExportFormat = typeof EXPORT_FORMATS[number];

/** Sessions that are written before other calls get their turn. */
const SESSIONS_AT_A_TIME = 100;

const MIME_TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: "text/csv",
  ndjson: "application/x-ndjson",
};

/** A file and what it holds. */
export interface WrittenFile extends ResultFile {
  /** Sessions in it: the first ones, as many as a file may hold. */
  readonly sessions: number;
}

/** What of a session stands in a column. */
type FileColumn = Pick<SessionColumn, "name" | "value">;

/** What of a session is written, and how. */
interface Form {
  readonly head: string;
  line(session: Session): string;
}

/**
 * Writes sessions as a file, without what nobody sees, since a model may read it.
 *
 * @param columns What the caller wants of each session; all that there is if absent.
 * @param context Where the sessions are from, and what makes of one what a caller may see.
 */
export async function writeResultFile(
  format: ExportFormat,
  sessions: readonly Session[],
  columns: readonly SessionColumn[] | undefined,
  { endpoint, redact }: Pick<ToolContext, "endpoint" | "redact">,
  signal: AbortSignal,
): Promise<WrittenFile> {
  const { head, line } = format === "csv"
    ? csvForm(columns ?? allColumns(endpoint))
    : jsonForm(columns);
  const lines = [head];
  let bytes = byteLength(head);
  for (const [index, session] of sessions.entries()) {
    if (index % SESSIONS_AT_A_TIME === 0) await turnOfOthers();
    signal.throwIfAborted();
    const text = line(redact(session));
    bytes += byteLength(text);
    if (bytes > MAX_RESULT_BYTES) break;
    lines.push(text);
  }
  return { text: lines.join(""), mimeType: MIME_TYPES[format], sessions: lines.length - 1 };
}

function csvForm(columns: readonly FileColumn[]): Form {
  return {
    head: csvLine(columns.map(({ name }) => name)),
    line: (session) => csvLine(columns.map(({ value }) => visible(value(session)))),
  };
}

function jsonForm(columns: readonly SessionColumn[] | undefined): Form {
  return {
    head: "",
    line: (session) =>
      `${
        jsonText(visible(
          columns
            ? Object.fromEntries(columns.map(({ name, value }) => [name, value(session) ?? null]))
            : session,
        ))
      }\n`,
  };
}

/** All that there is of a session, each value in one column. */
const allColumns = perEndpoint((endpoint): readonly FileColumn[] => [
  ...endpoint.fields.map((field) => fieldColumn(field, endpoint)),
  { name: "other_fields", value: (session) => otherFields(session, endpoint) },
]);

/** The value with every text in it, names included, on one line and without what nobody sees. */
function visible(value: unknown): unknown {
  if (typeof value === "string") return visibleText(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(visible);
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [visibleText(name), visible(member)]),
  );
}
