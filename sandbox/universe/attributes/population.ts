import { drawOf, mix, mixWide } from "../../random/hash.ts";
import type { SessionDraft } from "../starts/session_draft.ts";

const SESSIONS_PER_VIEWER_AND_DAY = 1.5;
/** Above 1, some viewers watch more than others. */
const VIEWER_SKEW = 1.2;

const drawViewer = drawOf("viewer");
const drawClient = drawOf("client");

/** The people who watch, and their devices: each is a 32-bit key that their traits follow from. */
export interface Population {
  readonly seed: number;
  readonly viewers: number;
}

/** As many people as watch that many sessions a day. */
export function createPopulation(seed: number, sessionsPerDay: number): Population {
  return {
    seed: mix(seed, 0x5eed),
    viewers: Math.max(1, Math.round(sessionsPerDay / SESSIONS_PER_VIEWER_AND_DAY)),
  };
}

/** Who watches. */
export function viewerKey({ seed, viewers }: Population, { keyHigh }: SessionDraft): number {
  return mixWide(seed, Math.floor(viewers * drawViewer(keyHigh) ** VIEWER_SKEW));
}

/** Which of the viewer's devices plays: mostly the first of two. */
export function clientKey(population: Population, draft: SessionDraft): number {
  return mix(viewerKey(population, draft), drawClient(draft.keyHigh) < 0.75 ? 1 : 2);
}

/** The client id. Its first number is the key, so that a filter need not write out every id. */
export function clientId(key: number): string {
  return `${key >>> 0}.${mix(key, 11) >>> 0}.${mix(key, 12) >>> 0}.${mix(key, 13) >>> 0}`;
}

/** The key in a client id; `undefined` if it is not one of ours. */
export function parseClientId(id: string): number | undefined {
  const key = Number(id.split(".")[0]) | 0;
  return clientId(key) === id ? key : undefined;
}

/** The viewer id. */
export function viewerId(key: number): string {
  return `viewer-${(key >>> 0).toString(36)}`;
}

/** The session id: 64 bits in decimal, more than a double can hold. */
export function sessionId({ keyHigh, keyLow }: SessionDraft): string {
  return ((BigInt(keyHigh >>> 0) << 32n) | BigInt(keyLow >>> 0)).toString();
}
