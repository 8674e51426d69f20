import type { Endpoint } from "../../../gen/endpoint.ts";
import { isObject } from "./json/is_object.ts";
import { recordSchema } from "./record_schema.ts";

/**
 * Finds the list of sessions in a response: the response itself, or what the spec calls so, or the
 * only list of what look like sessions, at the top or one level below.
 */
export function findRecords(body: unknown, endpoint: Endpoint): readonly unknown[] | undefined {
  const { listName } = endpoint;
  const named = (envelope: Record<string, unknown>) => listIn(envelope, listName);
  if (Array.isArray(body)) return body.length === 0 || body.some(isObject) ? body : undefined;
  if (!isObject(body)) return undefined;
  const below = Object.values(body).filter(isObject);
  return named(body) ?? first(below, named) ?? onlyList([body], endpoint) ??
    onlyList(below, endpoint);
}

function listIn(
  envelope: Record<string, unknown>,
  name: string,
): readonly unknown[] | undefined {
  const list = Object.hasOwn(envelope, name) ? envelope[name] : undefined;
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

function onlyList(
  envelopes: readonly object[],
  endpoint: Endpoint,
): readonly unknown[] | undefined {
  const { names } = recordSchema(endpoint);
  const isSessionLike = (value: unknown) =>
    isObject(value) && Object.keys(value).some((name) => names.has(name));
  const lists = envelopes.flatMap((envelope) => Object.values(envelope)).filter(Array.isArray);
  const filled = lists.filter((list) => list.some(isSessionLike));
  if (filled.length > 0) return filled.length === 1 ? filled[0] : undefined;
  return lists.length === 1 && lists[0]?.length === 0 ? lists[0] : undefined;
}

/** Whether a value has a member that a session may have. */
export function isSessionLike(value: unknown, endpoint: Endpoint): boolean {
  const { names } = recordSchema(endpoint);
  return isObject(value) && Object.keys(value).some((name) => names.has(name));
}
