import { MEASURES, type SessionTable } from "./session_table.ts";

/** The sessions of some rows of a table, in their order, as a table of their own. */
export function selectRows(table: SessionTable, rows: Uint32Array): SessionTable {
  if (rows.length === table.length) return table;
  const pick = <Numbers extends Float64Array | Uint16Array | Uint32Array | Uint8Array>(
    numbers: Numbers,
    picked: Numbers,
  ): Numbers => {
    for (let at = 0; at < rows.length; at++) picked[at] = numbers[rows[at]!]!;
    return picked;
  };
  const measures = Object.fromEntries(
    MEASURES.map((name) => [name, pick(table.measures[name], new Float64Array(rows.length))]),
  ) as SessionTable["measures"];
  const attributes = new Map(
    [...table.attributes].map(([name, attribute]) => {
      const codes = attribute.codes.slice(0, rows.length) as typeof attribute.codes;
      return [name, { ...attribute, codes: pick(attribute.codes, codes) }];
    }),
  );
  return {
    ...table,
    length: rows.length,
    measures,
    holds: pick(table.holds, new Uint16Array(rows.length)),
    known: pick(table.known, new Uint16Array(rows.length)),
    attributes,
    bytes: Math.round(table.bytes * rows.length / table.length),
  };
}
