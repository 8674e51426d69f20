import { ConnectionError } from "../../errors.ts";
import { isLoopback } from "../base_url.ts";

interface Runtime {
  readonly Deno?: DenoNetwork;
  readonly Bun?: unknown;
  readonly process?: {
    readonly env?: Readonly<Record<string, string | undefined>>;
    readonly execArgv?: readonly string[];
  };
}

interface DenoNetwork {
  createHttpClient(options: { proxy?: DirectRoute }): unknown;
  readonly env: {
    get(name: string): string | undefined;
    set(name: string, value: string): void;
    delete(name: string): void;
  };
  readonly permissions: {
    querySync(descriptor: { name: "env"; variable: string }): { readonly state: string };
  };
}

/** What Deno takes the place of a proxy: here the host itself. */
interface DirectRoute {
  readonly transport: "tcp";
  readonly hostname: string;
  readonly port: number;
}

/** The hosts of this machine, as `NO_PROXY` names them. */
const LOOPBACK_HOSTS = "localhost,127.0.0.0/8,::1";

/** Clients of Deno that use no proxy. They keep connections, so each is made once. */
const directClients = new Map<string, unknown>();

/**
 * Sends a request with the global `fetch`, but one to a loopback address never through a proxy:
 * plain HTTP through a proxy would show it the key. `HTTP_PROXY` and the like otherwise count for
 * loopback addresses too, and Deno heeds them without any permission.
 *
 * @example Watch what a client sends
 * ```ts
 * import { createSessionsClient, networkFetch } from "@conviva-sessions/conviva-sessions";
 * import { SANDBOX_CREDENTIALS, startSandbox } from "@conviva-sessions/conviva-sessions/sandbox";
 * import { assertEquals } from "@std/assert";
 *
 * await using sandbox = startSandbox();
 * const paths: string[] = [];
 * const client = createSessionsClient({
 *   credentials: SANDBOX_CREDENTIALS,
 *   baseUrl: sandbox.url,
 *   fetch: (request) => {
 *     paths.push(new URL(request.url).pathname);
 *     return networkFetch(request);
 *   },
 * });
 * await client.search({ last: "1h" });
 * assertEquals(paths, ["/insights/3.0/sessions/content"]);
 * ```
 *
 * @throws ConnectionError if the runtime would use a proxy and cannot be told not to.
 */
export async function networkFetch(request: Request): Promise<Response> {
  const url = new URL(request.url);
  if (!isLoopback(url)) return await globalThis.fetch(request);
  const { Deno } = globalThis as Runtime;
  if (!Deno) refuseProxy(url);
  const client = Deno && directClient(url, Deno);
  const init: RequestInit & { client?: unknown } = client ? { client } : {};
  return await globalThis.fetch(request, init);
}

/** A client that goes straight to a loopback address. */
function directClient(url: URL, deno: DenoNetwork): unknown {
  const { state } = deno.permissions.querySync({ name: "env", variable: "NO_PROXY" });
  if (state === "granted") return once("all", () => clientWithoutProxy(deno));
  // What it sends is not encrypted, so it cannot serve `https:`, which no proxy can read either.
  if (url.protocol !== "http:") return undefined;
  const route = { transport: "tcp", hostname: url.hostname, port: Number(url.port || 80) } as const;
  return once(url.host, () => deno.createHttpClient({ proxy: route }));
}

function once(key: string, create: () => unknown): unknown {
  const client = directClients.get(key) ?? create();
  directClients.set(key, client);
  return client;
}

/** Deno reads `NO_PROXY` when it makes a client, and nowhere else can exceptions be named. */
function clientWithoutProxy({ createHttpClient, env }: DenoNetwork): unknown {
  const before = env.get("NO_PROXY");
  env.set("NO_PROXY", LOOPBACK_HOSTS);
  try {
    return createHttpClient({});
  } finally {
    if (before === undefined) env.delete("NO_PROXY");
    else env.set("NO_PROXY", before);
  }
}

/** Ends a request that Bun, or Node if it was told to, would send through a proxy. */
function refuseProxy({ protocol, host, hostname, pathname }: URL): void {
  const { Bun, process } = globalThis as Runtime;
  const env = process?.env ?? {};
  const heedsProxies = Bun !== undefined || isSet(env.NODE_USE_ENV_PROXY) ||
    [...process?.execArgv ?? [], env.NODE_OPTIONS ?? ""].join(" ").includes("--use-env-proxy");
  const names = protocol === "http:"
    ? ["http_proxy", "HTTP_PROXY"]
    : ["https_proxy", "HTTPS_PROXY"];
  const name = names.find((name) => env[name]);
  const exceptions = (env.no_proxy ?? env.NO_PROXY ?? "").split(/[\s,]+/);
  const isException = [hostname, host, "*"].some((host) => exceptions.includes(host));
  if (!heedsProxies || name === undefined || isException) return;
  throw new ConnectionError(
    `Cannot ask ${host} as ${name} would send the key through a proxy; add ${hostname} to NO_PROXY`,
    { host, path: pathname },
    false,
    false,
  );
}

function isSet(text: string | undefined): boolean {
  return text !== undefined && text !== "" && text !== "0";
}
