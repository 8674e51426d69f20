import type { Endpoint } from "../../gen/endpoint.ts";

/** Remembers what is worked out of an endpoint, which never changes. */
export function perEndpoint<T>(derive: (endpoint: Endpoint) => T): (endpoint: Endpoint) => T {
  const derived = new WeakMap<Endpoint, T>();
  return (endpoint) => {
    const known = derived.get(endpoint);
    if (known !== undefined) return known;
    const made = derive(endpoint);
    derived.set(endpoint, made);
    return made;
  };
}
