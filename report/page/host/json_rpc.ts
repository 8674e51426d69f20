/** A message of JSON-RPC, as far as it is read here. */
interface Message {
  readonly jsonrpc: "2.0";
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** What another window asks or tells. The answer of a request is what it returns. */
export type Handler = (params: unknown) => unknown;

/** The other end of a channel. */
export interface Peer {
  /**
   * Asks for something.
   *
   * @throws Error with what the other end says, if it refuses.
   */
  request<Result>(method: string, params: object): Promise<Result>;
  /** Tells something. */
  notify(method: string, params?: object): void;
}

/** Speaks JSON-RPC with another window, and listens to no other. */
export function connect(other: Window, handlers: Readonly<Record<string, Handler>>): Peer {
  const waiting = new Map<Message["id"], PromiseWithResolvers<unknown>>();
  // Who embeds the page is not known to it; what is sent tells no more than the host gave.
  const send = (message: Omit<Message, "jsonrpc">) =>
    other.postMessage({ jsonrpc: "2.0", ...message }, "*");
  addEventListener("message", ({ source, data }: MessageEvent<Message | undefined>) => {
    if (source !== other || data?.jsonrpc !== "2.0") return;
    const { id, method, params, result, error } = data;
    if (method === undefined) {
      const asked = waiting.get(id);
      waiting.delete(id);
      if (error) asked?.reject(new Error(error.message));
      else asked?.resolve(result);
      return;
    }
    const handler = Object.hasOwn(handlers, method) ? handlers[method] : undefined;
    const answer = handler?.(params);
    if (id === undefined) return;
    if (handler) send({ id, result: answer ?? {} });
    else {other.postMessage(
        { jsonrpc: "2.0", id, error: { code: -32601, message: "Unknown" } },
        "*",
      );}
  });
  let lastId = 0;
  return {
    request<Result>(method: string, params: object) {
      const id = ++lastId;
      const asked = Promise.withResolvers<unknown>();
      waiting.set(id, asked);
      send({ id, method, params });
      return asked.promise as Promise<Result>;
    },
    notify: (method, params = {}) => send({ method, params }),
  };
}
