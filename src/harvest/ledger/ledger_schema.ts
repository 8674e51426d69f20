/**
 * By what rule windows are taken for done. Raise it when the client learns to see what it did not
 * see before (an answer that is not whole, a unit that is wrong): windows that were recorded under a
 * lower rule are asked again. 1: an answer has to show that it is whole.
 */
export const EVIDENCE_RULE = 1;

const COUNTS = "MAP(VARCHAR, BIGINT) NOT NULL";

/**
 * SQL that makes the ledger: what the output is, and what has been asked. The windows are disjoint;
 * a part of one that was asked again belongs to the later one.
 */
export function ledgerSchema(): string[] {
  return [
    "CREATE TABLE harvest_meta (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL)",
    `CREATE TABLE harvest_windows (
       window_start TIMESTAMPTZ NOT NULL, window_end TIMESTAMPTZ NOT NULL,
       asked_at TIMESTAMPTZ NOT NULL, evidence VARCHAR NOT NULL, rule BIGINT NOT NULL,
       sessions BIGINT NOT NULL, duplicates BIGINT NOT NULL, requests BIGINT NOT NULL,
       unreadable_records BIGINT NOT NULL, unreadable_fields ${COUNTS},
       unknown_values ${COUNTS}, corrected_units ${COUNTS}, hours ${COUNTS})`,
    `CREATE TABLE harvest_gaps (
       window_start TIMESTAMPTZ NOT NULL, window_end TIMESTAMPTZ NOT NULL,
       reason VARCHAR NOT NULL, message VARCHAR NOT NULL)`,
    `CREATE TABLE harvest_notices (
       window_start TIMESTAMPTZ NOT NULL, window_end TIMESTAMPTZ NOT NULL,
       kind VARCHAR NOT NULL, subject VARCHAR, value DOUBLE, message VARCHAR NOT NULL)`,
  ];
}
