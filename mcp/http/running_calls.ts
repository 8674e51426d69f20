import type { AuthInfo } from "@modelcontextprotocol/server";

/** The header by which a client says which session a request is of. */
export const SESSION_HEADER = "mcp-session-id";

/** Requests that are being answered, so that their client can end them by a message of its own. */
export interface RunningCalls {
  /**
   * Notes a request until its response has gone.
   *
   * @returns Aborts when the client cancels it.
   */
  begin(client: string, id: string | number): { signal: AbortSignal; end: () => void };
  /** Ends a request; nothing happens unless exactly one of this client has the id. */
  cancel(client: string, id: string | number): void;
}

/** Makes an empty set. */
export function createRunningCalls(): RunningCalls {
  const running = new Map<string, Set<AbortController>>();
  const keyOf = (client: string, id: string | number) => JSON.stringify([client, id]);
  return {
    begin(client, id) {
      const key = keyOf(client, id);
      const controller = new AbortController();
      const calls = running.get(key) ?? new Set();
      running.set(key, calls.add(controller));
      const end = () => {
        calls.delete(controller);
        if (calls.size === 0 && running.get(key) === calls) running.delete(key);
      };
      return { signal: controller.signal, end };
    },
    cancel(client, id) {
      const [call, ...others] = running.get(keyOf(client, id)) ?? [];
      // Of several it is not known which is meant.
      if (others.length > 0) return;
      call?.abort(new DOMException("The client cancelled the request", "AbortError"));
    },
  };
}

/**
 * Who sends a request: the session that was named to the client in confidence when it began, or its
 * token. Clients number their requests alike, so that only these tell whose is cancelled.
 */
export function clientOf(request: Request, auth: AuthInfo | undefined): string {
  const session = request.headers.get(SESSION_HEADER);
  const secret = session === null ? { token: auth?.token } : { session };
  return JSON.stringify([auth?.clientId, secret]);
}
