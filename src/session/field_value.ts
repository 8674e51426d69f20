import { isObject } from "./is_object.ts";
import { splitPath } from "./record_schema.ts";
import type { Session } from "./session.ts";

/** The value at the path of a field, for example `network_info.isp`; `undefined` if there is none. */
export function fieldValue(session: Session, path: string): unknown {
  const { group, name } = splitPath(path);
  const place: unknown = group === undefined ? session : session[group];
  return isObject(place) && Object.hasOwn(place, name) ? place[name] ?? undefined : undefined;
}
