import type { Endpoint } from "../../../gen/endpoint.ts";
import { perEndpoint } from "../../query/per_endpoint.ts";
import { OTHER_FIELDS } from "../../session/decode/record_schema.ts";
import type { Session } from "../../session/session.ts";

const knownPaths = perEndpoint(({ fields }) => new Set(fields.map(({ path }) => path)));

/** What a session has beside the fields of the spec, by path; `undefined` if nothing. */
export function otherFields(
  session: Session,
  endpoint: Endpoint,
): Record<string, unknown> | undefined {
  const known = knownPaths(endpoint);
  const others: Record<string, unknown> = {};
  const collect = (place: object, prefix: string) => {
    for (const [name, value] of Object.entries(place)) {
      const path = prefix + name;
      if (known.has(path) || value === undefined || value === null) continue;
      if (path === OTHER_FIELDS && typeof value === "object" && !Array.isArray(value)) {
        Object.assign(others, value);
        continue;
      }
      if (typeof value === "object" && !Array.isArray(value)) collect(value, `${path}.`);
      else others[path] = value;
    }
  };
  collect(session, "");
  return Object.keys(others).length > 0 ? others : undefined;
}
