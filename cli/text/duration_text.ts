/**
 * Writes a duration for people, to about three digits, for example `350 ms`, `2.4 s`, `12 m 03 s`
 * or `3 h 05 m`.
 */
export function durationText(ms: number): string {
  if (ms < 0) return `-${durationText(-ms)}`;
  if (ms === 0) return "0 s";
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  // From here on a decimal would round up to 60.0 s.
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return pair(seconds, 60, "m", "s");
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1440) return pair(minutes, 60, "h", "m");
  return pair(Math.round(ms / 3_600_000), 24, "d", "h");
}

function pair(value: number, base: number, major: string, minor: string): string {
  const rest = String(value % base).padStart(2, "0");
  return `${Math.floor(value / base)} ${major} ${rest} ${minor}`;
}
