import type { Endpoint } from "../../../gen/endpoint.ts";
import { setOwn } from "../../session/decode/json/json_token.ts";
import { OTHER_FIELDS, recordSchema, splitPath } from "../../session/decode/record_schema.ts";

/** Where a session has a value. */
export interface Place {
  /** The object in the session; `undefined` for the session itself. */
  readonly group: string | undefined;
  /** Its name there. */
  readonly name: string;
}

/**
 * The place of a value that the column `other_fields` has under a path. What is not known of a session
 * or a group stands where it came; what did not fit its field stands in the session's own
 * `other_fields`. The two escapes, `.name` and `other_fields.name`, are for names that say otherwise.
 */
export function placeOf(path: string, endpoint: Endpoint): Place {
  if (path.startsWith(".")) return { group: undefined, name: path.slice(1) };
  const { group, name } = splitPath(path);
  if (group === OTHER_FIELDS) return { group, name };
  const { names } = recordSchema(endpoint);
  const outer = names.get(group ?? path);
  if (group !== undefined && outer?.kind === "group") {
    return outer.members.has(name) ? { group: OTHER_FIELDS, name: path } : { group, name };
  }
  const isMisfit = group === undefined
    ? outer !== undefined && outer.kind !== "alias"
    : outer?.kind === "map";
  return { group: isMisfit ? OTHER_FIELDS : undefined, name: path };
}

/** The path of a value in the column `other_fields`: `placeOf()` finds its place by it. */
export function pathOf({ group, name }: Place, endpoint: Endpoint): string {
  const path = group === undefined || group === OTHER_FIELDS ? name : `${group}.${name}`;
  const place = placeOf(path, endpoint);
  if (place.group === group && place.name === name) return path;
  return group === undefined ? `.${name}` : `${OTHER_FIELDS}.${path}`;
}

/** Puts the values of the column `other_fields` where a session had them. */
export function restoreOthers(
  session: Record<string, unknown>,
  others: Readonly<Record<string, unknown>>,
  endpoint: Endpoint,
): void {
  for (const [path, value] of Object.entries(others)) {
    const { group, name } = placeOf(path, endpoint);
    if (group === undefined) setOwn(session, name, value);
    else setOwn((session[group] ??= {}) as Record<string, unknown>, name, value);
  }
}
