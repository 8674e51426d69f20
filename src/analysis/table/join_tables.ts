import { codesFor } from "./columns.ts";
import { type Attribute, MEASURES, type SessionTable } from "./session_table.ts";

/** The sessions of several tables of one endpoint, one after the other, as one table. */
export function joinTables(tables: readonly [SessionTable, ...SessionTable[]]): SessionTable {
  const [first, ...others] = tables;
  if (others.length === 0) return first;
  const length = tables.reduce((sum, table) => sum + table.length, 0);
  const names = new Set(tables.flatMap(({ attributes }) => [...attributes.keys()]));
  const join = <Numbers extends Float64Array | Uint16Array>(
    joined: Numbers,
    numbersOf: (table: SessionTable) => Numbers,
  ): Numbers => {
    let at = 0;
    for (const table of tables) {
      joined.set(numbersOf(table), at);
      at += table.length;
    }
    return joined;
  };
  return {
    endpoint: first.endpoint,
    length,
    measures: Object.fromEntries(
      MEASURES.map((name) => [
        name,
        join(new Float64Array(length), ({ measures }) => measures[name]),
      ]),
    ) as SessionTable["measures"],
    measureFields: first.measureFields,
    holds: join(new Uint16Array(length), ({ holds }) => holds),
    known: join(new Uint16Array(length), ({ known }) => known),
    attributes: new Map([...names].map((name) => [name, joinAttribute(name, tables, length)])),
    bytes: tables.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

function joinAttribute(name: string, tables: readonly SessionTable[], length: number): Attribute {
  const codeOf = new Map<string | null, number>([[null, 0]]);
  const recodings = tables.map(({ attributes }) =>
    attributes.get(name)?.values.map((value) => {
      const code = codeOf.get(value) ?? codeOf.size;
      codeOf.set(value, code);
      return code;
    })
  );
  const codes = codesFor(codeOf.size - 1, length);
  let at = 0;
  tables.forEach((table, index) => {
    const recoding = recodings[index];
    const own = table.attributes.get(name)?.codes;
    if (recoding && own) {
      for (let row = 0; row < own.length; row++) codes[at + row] = recoding[own[row]!]!;
    }
    at += table.length;
  });
  return { name, values: [...codeOf.keys()], codes };
}
