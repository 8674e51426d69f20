import { splitPath } from "./record_schema.ts";
import type { Session } from "./session.ts";

/** The value at the path of a field, for example `network_info.isp`; `undefined` if there is none. */
export function fieldValue(session: Session, path: string): unknown {
  const { group, name } = splitPath(path);
  const place: unknown = group === undefined ? session : session[group];
  if (typeof place !== "object" || place === null || !Object.hasOwn(place, name)) return undefined;
  return (place as Record<string, unknown>)[name] ?? undefined;
}
