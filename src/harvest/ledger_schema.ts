/**
 * SQL that makes the ledger: what the output is, and what has been asked. The windows are disjoint;
 * a part of one that was asked again belongs to the later one.
 */
export function ledgerSchema(): string[] {
  return [
    "CREATE TABLE harvest_meta (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL)",
    `CREATE TABLE harvest_windows (
       window_start TIMESTAMP NOT NULL, window_end TIMESTAMP NOT NULL,
       asked_at TIMESTAMP NOT NULL, sessions BIGINT NOT NULL, duplicates BIGINT NOT NULL,
       requests BIGINT NOT NULL, unreadable_records BIGINT NOT NULL,
       unreadable_fields MAP(VARCHAR, BIGINT) NOT NULL)`,
    `CREATE TABLE harvest_gaps (
       window_start TIMESTAMP NOT NULL, window_end TIMESTAMP NOT NULL,
       reason VARCHAR NOT NULL, message VARCHAR NOT NULL)`,
  ];
}
