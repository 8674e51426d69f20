export * from "./harvest.ts";
export * from "./harvest_options.ts";
export type { OutputKind } from "./identity_check.ts";
export type { OutputIdentity } from "./output_identity.ts";
export * from "./page_source.ts";
export * from "./query_sql.ts";
export type { JsonValue } from "./json_value.ts";
export * from "./storage_error.ts";
