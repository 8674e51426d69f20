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
  ids_missing(record, _seed, { key }) {
    delete record[key.session];
  },
  /** The session id under a name that the spec does not know. */
  ids_renamed(record, _seed, { key }) {
    record.sid = record[key.session];
    delete record[key.session];
  },
  /** An empty session id. */
  ids_empty(record, _seed, { key }) {
    record[key.session] = "";
  },
  /** A session id of null. */
  ids_null(record, _seed, { key }) {
    record[key.session] = null;
  },
  /** The same session id in all sessions. */
  ids_equal(record, _seed, { key }) {
    record[key.session] = "0";
  },
  /** Session ids that differ in halves of surrogate pairs only. */
  ids_surrogates(record, seed, { key }) {
    const half = (bits: number) => String.fromCharCode(0xd800 + (bits & 0x3ff));
    record[key.session] = `s-${half(seed)}${half(seed >>> 10)}${half(seed >>> 20)}`;
  },
  /** Session ids that differ in bytes only that are no UTF-8. */
  ids_undecodable(record, seed, { key }) {
    record[key.session] = `s-${undecodable(seed)}`;
  },
  /** No client id. */
  clients_missing(record, _seed, { key }) {
    delete record[key.client];
  },
};
