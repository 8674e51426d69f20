import { type Edit, undecodable } from "./json_record.ts";

/** Kinds of identities. */
export type IdentityKind =
  | "ids_missing"
  | "ids_renamed"
  | "ids_empty"
  | "ids_null"
  | "ids_equal"
  | "ids_surrogates"
  | "ids_undecodable"
  | "clients_missing";

/** Identities that are missing, elsewhere, or tell no session from another. */
export const identityEdits: Readonly<Record<IdentityKind, Edit>> = {
  /** No session id. */
  ids_missing(record) {
    delete record.session_id;
  },
  /** The session id under a name that the spec does not know. */
  ids_renamed(record) {
    record.sid = record.session_id;
    delete record.session_id;
  },
  /** An empty session id. */
  ids_empty(record) {
    record.session_id = "";
  },
  /** A session id of null. */
  ids_null(record) {
    record.session_id = null;
  },
  /** The same session id in all sessions. */
  ids_equal(record) {
    record.session_id = "0";
  },
  /** Session ids that differ in halves of surrogate pairs only. */
  ids_surrogates(record, key) {
    const half = (bits: number) => String.fromCharCode(0xd800 + (bits & 0x3ff));
    record.session_id = `s-${half(key)}${half(key >>> 10)}${half(key >>> 20)}`;
  },
  /** Session ids that differ in bytes only that are no UTF-8. */
  ids_undecodable(record, key) {
    record.session_id = `s-${undecodable(key)}`;
  },
  /** No client id. */
  clients_missing(record) {
    delete record.client_id;
  },
};
