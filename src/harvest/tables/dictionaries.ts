import { type Connection, rowsOf } from "../database/connection.ts";
import { literal } from "../database/sql_text.ts";

/** The texts of an expression, each once: the code of one is its position. */
export type Dictionary = readonly string[];

/** Beyond it, looking codes up takes as long as reading texts. */
const MOST_TEXTS = 2000;

/**
 * The texts of expressions that have few of them: codes are read many times faster than texts.
 *
 * @param expressions SQL of texts.
 * @param from What is read, as it stands from `FROM` on.
 * @returns The dictionary of each; `undefined` for those with many texts.
 */
export async function dictionariesOf(
  connection: Connection,
  expressions: readonly string[],
  from: string,
): Promise<(Dictionary | undefined)[]> {
  if (expressions.length === 0) return [];
  const [counts] = await rowsOf<Record<string, number>>(
    connection,
    `SELECT ${
      expressions.map((sql, at) => `approx_count_distinct(${sql})::DOUBLE AS "${at}"`).join(", ")
    } ${from}`,
  );
  const few = expressions.map((sql, at) => ({ sql, at }))
    .filter(({ at }) => counts![at]! <= MOST_TEXTS);
  if (few.length === 0) return expressions.map(() => undefined);
  const [lists] = await rowsOf<Record<string, string[] | null>>(
    connection,
    `SELECT ${
      few.map(({ sql, at }) => `list(DISTINCT ${sql}) FILTER (${sql} IS NOT NULL) AS "${at}"`)
        .join(", ")
    } ${from}`,
  );
  return expressions.map((_, at) => {
    const texts = lists![at];
    return texts === undefined ? undefined : texts ?? [];
  });
}

/** SQL of the code of a text of a dictionary; `NULL` where there is no text. */
export function codeSql(expression: string, dictionary: Dictionary): string {
  return dictionary.length === 0
    ? "NULL::UTINYINT"
    : `enum_code((${expression})::ENUM(${dictionary.map(literal).join(", ")}))`;
}
