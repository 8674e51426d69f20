import type { Clock } from "./clock.ts";
import type { PageAnswer, PageRequest, RequestPage } from "./request/request_page.ts";
import { createSharedCalls } from "./shared_calls.ts";

/** How much to keep, and for how long. */
export interface PageCacheOptions {
  /** Most that the kept answers may take, in bytes of their JSON. Default 64 MiB. */
  readonly maxBytes?: number;
  /**
   * Age of a window's end from which its answer is kept long: by then, hardly a session is still to
   * end. Default 30 min.
   */
  readonly settledAgeMs?: number;
  /** How long the answer of a settled window is kept. Default 1 h. */
  readonly settledTtlMs?: number;
  /** How long any other answer is kept: long enough for the next page of it. Default 2 min. */
  readonly freshTtlMs?: number;
  /** Time; by default the machine's. */
  readonly now?: Clock["now"];
}

/** Keeps answers, so that asking again costs nothing of the rate limit. */
export interface PageCache {
  /**
   * Asks, unless the answer is known; calls for the same at once become one request, which ends when
   * the last of them has been aborted. A kept answer says that it took no attempt. What is kept is
   * shared, so that nobody may change it.
   */
  through(request: PageRequest, ask: RequestPage, signal?: AbortSignal): Promise<PageAnswer>;
  /** Bytes that the kept answers take. */
  readonly bytes: number;
}

interface Entry {
  readonly answer: PageAnswer;
  readonly bytes: number;
  readonly expiresMs: number;
}

/**
 * Makes a cache that lives in memory and gives up first what was used longest ago.
 *
 * @example Ask twice, pay once
 * ```ts
 * import { createPageCache, createSessionsClient } from "@conviva-sessions/conviva-sessions";
 * import { createSandboxHandler, SANDBOX_CREDENTIALS } from "@conviva-sessions/conviva-sessions/sandbox";
 * import { assertEquals } from "@std/assert";
 *
 * const client = createSessionsClient({
 *   credentials: SANDBOX_CREDENTIALS,
 *   fetch: createSandboxHandler(),
 *   pageCache: createPageCache(),
 * });
 * const query = { start: Date.now() - 7_200_000, end: Date.now() - 3_600_000 };
 * await client.search(query);
 * assertEquals((await client.search(query)).requests, 0);
 * ```
 */
export function createPageCache(options: PageCacheOptions = {}): PageCache {
  const { maxBytes = 64 * 1024 * 1024, settledAgeMs = 1_800_000, settledTtlMs = 3_600_000 } =
    options;
  const { freshTtlMs = 120_000, now = Date.now } = options;
  const entries = new Map<string, Entry>();
  const shared = createSharedCalls<PageAnswer>();
  let bytes = 0;

  const drop = (key: string) => {
    bytes -= entries.get(key)?.bytes ?? 0;
    entries.delete(key);
  };
  const recall = (key: string): PageAnswer | undefined => {
    const entry = entries.get(key);
    if (!entry) return undefined;
    drop(key);
    if (entry.expiresMs <= now()) return undefined;
    keep(key, entry);
    return { ...entry.answer, attempts: 0 };
  };
  const keep = (key: string, entry: Entry) => {
    drop(key);
    if (entry.bytes > maxBytes) return;
    entries.set(key, entry);
    bytes += entry.bytes;
    for (const oldest of entries.keys()) {
      if (bytes <= maxBytes) break;
      drop(oldest);
    }
  };

  return {
    async through(request, ask, signal) {
      signal?.throwIfAborted();
      const key = JSON.stringify(request);
      return recall(key) ?? await shared.join(key, async (callSignal) => {
        const answer = await ask(request, callSignal);
        const settled = request.window.endMs <= now() - settledAgeMs;
        const expiresMs = now() + (settled ? settledTtlMs : freshTtlMs);
        keep(key, { answer, bytes: jsonBytes(answer), expiresMs });
        return answer;
      }, signal);
    },
    get bytes() {
      return bytes;
    },
  };
}

/** Size of an answer, from a few of its sessions, since writing out all of them takes time. */
function jsonBytes({ sessions }: PageAnswer): number {
  const step = Math.ceil(sessions.length / 10);
  const sample = sessions.filter((_, index) => index % step === 0);
  return JSON.stringify(sample).length / Math.max(sample.length, 1) * sessions.length + 200;
}
