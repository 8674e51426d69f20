import { FIELDS, type Session } from "../../src/mod.ts";

const KNOWN = new Set(FIELDS.map(({ path }) => path));
const GROUPS = new Set(
  FIELDS.filter(({ path }) => path.includes(".")).map(({ path }) => path.split(".")[0]!),
);

/** What a session has beside the fields of the spec, by path; `undefined` if nothing. */
export function otherFields(session: Session): Record<string, unknown> | undefined {
  const others: Record<string, unknown> = {};
  const collect = (value: object, prefix: string) => {
    for (const [name, member] of Object.entries(value)) {
      const path = prefix + name;
      if (KNOWN.has(path) || member === undefined) continue;
      if (!GROUPS.has(path)) others[path] = member;
      else if (isObject(member)) collect(member, `${path}.`);
      else if (member !== null) others[path] = member;
    }
  };
  collect(session, "");
  return Object.keys(others).length > 0 ? others : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
