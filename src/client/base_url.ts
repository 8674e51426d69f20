import { API } from "../../gen/endpoints.ts";
import { queryError } from "../query/finding/script_dialect.ts";

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether a URL leads to this machine and nowhere else. */
export function isLoopback({ hostname }: URL): boolean {
  return LOOPBACK.test(hostname);
}

/**
 * Checks a base URL and takes the slash off its end.
 *
 * @throws QueryError if it is not `https:`, or `http:` to this machine, or if it carries more than
 * an origin and a path: the key would leave in clear, or be sent where nobody meant it.
 */
export function checkBaseUrl(baseUrl: string = API.server): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  const problem = !url
    ? "it is not a URL"
    : url.username || url.password
    ? "it carries credentials"
    : url.search || url.hash
    ? "it carries a query or a fragment"
    : url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url))
    ? undefined
    : "the key would travel unencrypted";
  if (problem === undefined) return url!.href.replace(/\/+$/, "");
  const isHost = /^[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,}(?:\/[\w./-]*)?$/.test(baseUrl);
  const meant = meantUrl(!url && isHost ? new URL(`https://${baseUrl}`) : url);
  throw queryError([{
    parameter: "baseUrl",
    received: url ? `'${url.origin}${url.pathname}'` : "text that is not a URL",
    problem: `cannot use the base URL as ${problem}`,
    allowed: "an https: URL, or http: to a loopback address",
    ...meant !== undefined && { correction: { baseUrl: meant } },
  }]);
}

/** The address that was meant: encrypted, and without what it must not carry. */
function meantUrl(url: URL | undefined): string | undefined {
  if (!url || !["https:", "http:"].includes(url.protocol)) return undefined;
  const isLoopback = LOOPBACK.test(url.hostname);
  const { origin, pathname } = url;
  const meant = `${isLoopback ? origin : origin.replace(/^http:/, "https:")}${pathname}`;
  return meant.replace(/\/+$/, "");
}
