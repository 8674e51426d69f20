/** SQL that makes what the ledger of a folder has beside: which of its files hold what. */
export function parquetSchema(): string[] {
  return [
    // Files of text that were committed and wait to be merged into their hours.
    `CREATE TABLE harvest_pending (
       batch BIGINT NOT NULL, hour VARCHAR NOT NULL, number BIGINT NOT NULL,
       max_line_bytes BIGINT NOT NULL, sessions BIGINT NOT NULL, bytes BIGINT NOT NULL)`,
    // What the file of an hour is known to hold. Not yet placed is one that is about to take the place
    // of the one before.
    `CREATE TABLE harvest_hours (
       hour VARCHAR NOT NULL, sessions BIGINT NOT NULL, bytes BIGINT NOT NULL,
       is_placed BOOLEAN NOT NULL)`,
  ];
}
