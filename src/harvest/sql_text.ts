/** A name as SQL. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text as SQL. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A moment as SQL, to the millisecond. */
export function timestamp(ms: number): string {
  return `make_timestamp_ms(${BigInt(Math.round(ms))})`;
}
