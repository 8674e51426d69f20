import { isObject } from "./json/is_object.ts";
import { splitPath } from "./record_schema.ts";
import type { Session } from "../session.ts";

/**
 * The value at the path of a field, for example `network_info.isp`; `undefined` if there is none.
 *
 * @example Read a field by its path
 * ```ts
 * import { fieldValue } from "@conviva-sessions/conviva-sessions";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(fieldValue({ network_info: { isp: "ACME" } }, "network_info.isp"), "ACME");
 * assertEquals(fieldValue({}, "network_info.isp"), undefined);
 * ```
 */
export function fieldValue(session: Session, path: string): unknown {
  const { group, name } = splitPath(path);
  const place: unknown = group === undefined ? session : session[group];
  return isObject(place) && Object.hasOwn(place, name) ? place[name] ?? undefined : undefined;
}
