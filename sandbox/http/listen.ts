/** Answers a request from an address. */
export type AddressedHandler = (request: Request, address: string) => Promise<Response>;

/** Where to listen. */
export interface ListenAddress {
  /** Host name or address. */
  readonly hostname: string;
  /** Port; 0 takes a free one. */
  readonly port: number;
}

/** A server. */
export interface Listener {
  /** The port; in Deno at once, elsewhere once the server is ready. */
  readonly port: number;
  /** Resolves when it listens, rejects if it cannot. */
  readonly ready: Promise<void>;
  /** Resolves when it has stopped. */
  readonly finished: Promise<void>;
  /** Stops it, with what it is answering. */
  close(): Promise<void>;
}

/**
 * Serves HTTP: in Deno by what it has itself, elsewhere by a server of Node or Bun.
 *
 * @throws Error of the platform if it cannot listen and that is known at once.
 */
export function listen(address: ListenAddress, handler: AddressedHandler): Listener {
  return "Deno" in globalThis ? listenInDeno(address, handler) : listenElsewhere(address, handler);
}

function listenInDeno(address: ListenAddress, handler: AddressedHandler): Listener {
  const aborter = new AbortController();
  const { addr, finished } = Deno.serve(
    { ...address, signal: aborter.signal, onListen: () => {} },
    (request, { remoteAddr }) => handler(request, remoteAddr.hostname),
  );
  return {
    port: addr.port,
    ready: Promise.resolve(),
    finished,
    async close() {
      aborter.abort();
      await finished;
    },
  };
}

function listenElsewhere(
  { hostname, port }: ListenAddress,
  handler: AddressedHandler,
): Listener {
  let listening = port;
  const { promise: finished, resolve: end } = Promise.withResolvers<void>();
  const starting = import("srvx").then(async ({ serve }) => {
    const server = serve({
      hostname,
      port,
      silent: true,
      gracefulShutdown: false,
      fetch: (request) => handler(request, request.ip ?? ""),
    });
    await server.ready();
    listening = Number(new URL(server.url!).port);
    return server;
  });
  return {
    get port() {
      return listening;
    },
    ready: starting.then(() => {}),
    finished,
    async close() {
      const server = await starting;
      await server.close(true);
      end();
    },
  };
}
