import type { Throttle } from "../../src/mod.ts";
import type { Io } from "../io.ts";
import { painter } from "../text/style.ts";
import type { Progress } from "./progress.ts";
import { progressParts } from "./progress_parts.ts";

const TERMINAL_PERIOD_MS = 200;
/** What ends sooner needs no bar. */
const TERMINAL_DELAY_MS = 500;
const PLAIN_PERIOD_MS = 30_000;
const BAR_WIDTH = 20;
const ERASE_LINE = "\r\x1b[2K";

/** A display of progress. */
export interface ProgressDisplay {
  /** Takes what is shown next. */
  update(progress: Progress): void;
  /** Takes the display off the terminal while something else is written there. */
  aside<T>(act: () => Promise<T>): Promise<T>;
  /** Ends the display, and takes it off the terminal. */
  close(): Promise<void>;
}

/** Shows progress on standard error: a line that is redrawn on a terminal, now and then a line elsewhere. */
export function showProgress(io: Io, throttle: Throttle): ProgressDisplay {
  const { stderr, env, now, setTimer } = io;
  const isLive = stderr.isTerminal && env("TERM") !== "dumb";
  const paint = painter(stderr, env);
  const startMs = now();
  let latest: Progress | undefined;
  let written = Promise.resolve();
  let isAside = false;
  let isDrawn = false;
  let isClosed = false;
  const write = (text: string) => written = written.then(() => stderr.write(text));
  const erase = () => {
    if (isDrawn) write(ERASE_LINE);
    isDrawn = false;
    return written;
  };
  const draw = async () => {
    if (!latest || isAside) return;
    const nowMs = now();
    const budget = await throttle.budget();
    if (isAside || isClosed) return;
    const parts = progressParts(latest, budget, nowMs - startMs, nowMs);
    if (!isLive) return void write(`${parts.join(", ")}\n`);
    const filled = Math.round(BAR_WIDTH * latest.fraction);
    const bar = paint("█".repeat(filled), "accent") +
      paint("░".repeat(BAR_WIDTH - filled), "dim");
    const room = Math.max(0, (stderr.columns() ?? 80) - BAR_WIDTH - 2);
    isDrawn = true;
    void write(`${ERASE_LINE}${bar} ${parts.join(" · ").slice(0, room)}`);
  };
  let cancel: () => void;
  const tick = () => {
    // Books that cannot be read cost a line of progress and nothing else.
    draw().catch(() => {});
    cancel = setTimer(tick, isLive ? TERMINAL_PERIOD_MS : PLAIN_PERIOD_MS);
  };
  cancel = setTimer(tick, isLive ? TERMINAL_DELAY_MS : PLAIN_PERIOD_MS);
  return {
    update: (progress) => latest = progress,
    async aside(act) {
      isAside = true;
      try {
        await erase();
        return await act();
      } finally {
        isAside = false;
      }
    },
    async close() {
      isClosed = true;
      cancel();
      await erase();
    },
  };
}
