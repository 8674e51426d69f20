import { createSessionsClient, type SessionsClientOptions } from "../../src/mod.ts";
import { FakeClock, runWithClock } from "./fake_clock.ts";

/** The key pair of the client. */
export const CREDENTIALS = { clientId: "key-id", clientSecret: "key-secret" };
/** The pair as it goes on the wire. */
export const TOKEN = btoa("key-id:key-secret");
/** The moment at which a client begins. */
export const NOW_MS = Date.parse("2026-11-22T12:00:00Z");
/** An answer with a session. */
export const OK = () => Response.json({ sessions: [{ session_id: "1", client_id: "2" }] });

/** A client whose requests a function answers, in a time of its own. */
export function clientOf(
  answer: (request: Request, count: number) => Response | Promise<Response>,
  options: Partial<SessionsClientOptions> = {},
) {
  const clock = new FakeClock(NOW_MS);
  const requests: Request[] = [];
  const client = createSessionsClient({
    credentials: CREDENTIALS,
    now: clock.now,
    setTimer: clock.setTimer,
    random: () => 0.5,
    fetch: async (request) => {
      requests.push(request);
      return await answer(request, requests.length);
    },
    ...options,
  });
  const search = (signal?: AbortSignal) =>
    runWithClock(client.search({ last: "1h" }, { signal }), clock);
  return { client, clock, requests, search };
}
