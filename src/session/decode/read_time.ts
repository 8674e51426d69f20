import { parseIsoTime } from "../../query/time/iso_time.ts";
import type { TimeWindow } from "../../query/time/time_window.ts";
import { readNumber } from "./read_value.ts";
import { DAY_MS } from "../../query/time/units.ts";

/** The window that a page was asked for. */
export interface AskedWindow extends TimeWindow {
  /** The time by the API's clock; the window's end if it is not known. */
  readonly nowMs?: number;
}

/** What a value of a field of times says. */
export interface TimeReading {
  /** The time; `null` if it is none, or not known. */
  readonly ms: number | null;
  /** Why it is not simply what the value says. */
  readonly verdict?: "unknown" | "corrected" | "unreadable";
}

/** No session is older. */
const EARLIEST_MS = Date.UTC(2010, 0, 1);

/** Where it is not known what was asked, and so not what is too late. */
const LATEST_MS = Date.UTC(2100, 0, 1);

/** From seconds, microseconds and nanoseconds. */
const TO_MS: readonly number[] = [1e3, 1e-3, 1e-6];

/** Tells the times that sessions of a page can have from those that contradict their unit. */
export class TimeReader {
  /** Times before this are none, in milliseconds. */
  readonly earliestMs: number;
  /** Times after this are none, in milliseconds. */
  readonly latestMs: number;
  readonly #asked: TimeWindow | undefined;

  /** Without the window that was asked for, no other units are recognized. */
  constructor(asked?: AskedWindow) {
    // A session may start or end outside the window, but hardly by more than a day.
    this.#asked = asked && { startMs: asked.startMs - DAY_MS, endMs: asked.endMs + DAY_MS };
    this.earliestMs = Math.max(1, Math.min(EARLIEST_MS, this.#asked?.startMs ?? EARLIEST_MS));
    this.latestMs = asked ? Math.max(asked.endMs, asked.nowMs ?? asked.endMs) + DAY_MS : LATEST_MS;
  }

  /** Whether a number is a time, in milliseconds. */
  isTime(ms: number): boolean {
    return ms >= this.earliestMs && ms <= this.latestMs;
  }

  /**
   * Reads a time in milliseconds, also as text, or in ISO 8601, there in UTC where no offset is given.
   * Zero and less is what some write for a time that they do not know. One that cannot be meant is
   * taken for seconds, microseconds or nanoseconds if it then lies about where was asked.
   */
  read(value: unknown): TimeReading {
    if (value === null) return { ms: null };
    const number = readNumber(value);
    if (number === null) return { ms: null };
    if (number === undefined) return this.#readIso(value);
    if (number <= 0) return { ms: null, verdict: "unknown" };
    const ms = Math.round(number);
    if (this.isTime(ms)) return { ms };
    for (const factor of TO_MS) {
      const converted = Math.round(number * factor);
      if (this.#isAsked(converted)) return { ms: converted, verdict: "corrected" };
    }
    return { ms: null, verdict: "unreadable" };
  }

  #readIso(value: unknown): TimeReading {
    const text = typeof value === "string" ? value.trim() : "";
    // A day alone has no time; midnight would be made up.
    const time = /\d:\d/.test(text)
      ? parseIsoTime(text.replace(",", ".").replace(/ ?(?:UTC|GMT|z)$/, "Z").replace("t", "T"))
      : undefined;
    if (!time) return { ms: null, verdict: "unreadable" };
    const ms = time.wallMs - (time.offsetMs ?? 0);
    if (ms <= 0) return { ms: null, verdict: "unknown" };
    return this.isTime(ms) ? { ms } : { ms: null, verdict: "unreadable" };
  }

  #isAsked(ms: number): boolean {
    return this.#asked !== undefined && ms >= this.#asked.startMs && ms <= this.#asked.endMs;
  }
}
