import type { Endpoint } from "../../../gen/endpoint.ts";
import { perEndpoint } from "../../query/per_endpoint.ts";
import { OTHER_FIELDS } from "../../session/decode/record_schema.ts";
import type { Session } from "../../session/session.ts";
import { identifier, literal } from "../database/sql_text.ts";
import { restoreOthers } from "./other_fields.ts";
import { isTime, outputColumns, type SessionColumn } from "./output_columns.ts";

/** A row of `sessionRows()`. */
export interface SessionRow {
  /** The fields of a session, in their groups, as JSON. */
  readonly fields: string;
  /** What it has beside them, as JSON. */
  readonly others: string | null;
}

/** The columns of a query that brings sessions as `SessionRow`s. */
export const sessionRows = perEndpoint((endpoint): string => {
  const { fields } = outputColumns(endpoint);
  const groups = Map.groupBy(fields, ({ group }) => group);
  const members = [...groups].flatMap(([group, columns]) =>
    group === undefined
      ? columns.map(member)
      : [`${literal(group)}: {${columns.map(member).join(", ")}}`]
  );
  return `to_json({${members.join(", ")}})::VARCHAR AS fields, ${OTHER_FIELDS}::VARCHAR AS others`;
});

function member({ name, key, field }: SessionColumn): string {
  const column = identifier(name);
  return `${literal(key)}: ${isTime(field) ? `epoch_ms(${column})` : column}`;
}

/**
 * The session that a row was made of: what is not known of it is `null`, and every group is there.
 */
export function storedSession({ fields, others }: SessionRow, endpoint: Endpoint): Session {
  const session = JSON.parse(fields);
  if (others !== null) restoreOthers(session, JSON.parse(others), endpoint);
  return session;
}
