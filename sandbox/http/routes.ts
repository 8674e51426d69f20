import { API } from "../../gen/endpoints.ts";
import type { Endpoint } from "../../gen/endpoint.ts";
import { HttpProblem } from "./http_problem.ts";

/** Path of the API's base URL. */
export const BASE_PATH = new URL(API.server).pathname.replace(/\/$/, "");

/** In front of a path that a redirect led to. */
export const MOVED_PREFIX = "/moved";

/** What can be asked for. */
export type Route = "sessions" | "dimensions";

/**
 * Finds what a request asks for.
 *
 * @throws HttpProblem with 404 if there is nothing at its path, with 405 if it does not use GET.
 */
export function routeOf(
  method: string,
  pathname: string,
  endpoint: Pick<Endpoint, "path">,
): Route {
  const path = pathname.startsWith(MOVED_PREFIX) ? pathname.slice(MOVED_PREFIX.length) : pathname;
  const route = path === BASE_PATH + endpoint.path
    ? "sessions"
    : path === BASE_PATH + API.dimensionsPath
    ? "dimensions"
    : undefined;
  if (!route) throw new HttpProblem(404, `Nothing at ${pathname}`);
  if (method !== "GET") throw new HttpProblem(405, `Use GET, not ${method}`, { allow: "GET" });
  return route;
}
