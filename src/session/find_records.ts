import { API } from "../../gen/facts.ts";
import { isObject } from "./is_object.ts";
import { RECORD } from "./record_schema.ts";

/**
 * Finds the list of sessions in a response: the response itself, or what the spec calls so, or the
 * only list of what look like sessions, at the top or one level below.
 */
export function findRecords(body: unknown): readonly unknown[] | undefined {
  if (Array.isArray(body)) return body.length === 0 || body.some(isObject) ? body : undefined;
  if (!isObject(body)) return undefined;
  const below = Object.values(body).filter(isObject);
  return named(body) ?? first(below, named) ?? onlyList([body]) ?? onlyList(below);
}

function named(envelope: Record<string, unknown>): readonly unknown[] | undefined {
  const list = Object.hasOwn(envelope, API.sessionsKey) ? envelope[API.sessionsKey] : undefined;
  // Some servers write an empty list so.
  if (list === null) return [];
  return Array.isArray(list) ? list : undefined;
}

function first<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function onlyList(envelopes: readonly object[]): readonly unknown[] | undefined {
  const lists = envelopes.flatMap((envelope) => Object.values(envelope)).filter(Array.isArray);
  const filled = lists.filter((list) => list.some(isSessionLike));
  if (filled.length > 0) return filled.length === 1 ? filled[0] : undefined;
  return lists.length === 1 && lists[0]?.length === 0 ? lists[0] : undefined;
}

/** Whether a value has a member that a session may have. */
export function isSessionLike(value: unknown): boolean {
  return isObject(value) && Object.keys(value).some((name) => RECORD.has(name));
}
