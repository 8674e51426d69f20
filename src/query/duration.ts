const UNITS_MS = [604_800_000, 86_400_000, 3_600_000, 60_000, 1000] as const;
const COUNT = String.raw`(\d{1,15}(?:\.\d{1,9})?)`;
const SHORT = pattern`(?=\d)(?:${COUNT}w)?(?:${COUNT}d)?(?:${COUNT}h)?(?:${COUNT}m)?(?:${COUNT}s)?`;
const ISO_8601 =
  pattern`P(?=\d|T\d)(?:${COUNT}W)?(?:${COUNT}D)?(?:T(?=\d)(?:${COUNT}H)?(?:${COUNT}M)?(?:${COUNT}S)?)?`;

/**
 * Reads a duration: `90s`, `15m`, `2h`, `7d`, `1w` and sums such as `1h30m`, or the same in ISO 8601,
 * for example `PT1H30M`. Months and years are not durations, since their length varies.
 *
 * @returns Whole milliseconds, or `undefined` if the text is something else.
 */
export function parseDuration(text: string): number | undefined {
  const counts = (SHORT.exec(text) ?? ISO_8601.exec(text))?.slice(1);
  if (!counts) return undefined;
  const ms = Math.round(
    UNITS_MS.reduce((sum, unitMs, index) => sum + Number(counts[index] ?? 0) * unitMs, 0),
  );
  return Number.isSafeInteger(ms) ? ms : undefined;
}

/** Writes a duration of whole milliseconds as `parseDuration()` reads it, for example `1h30m`. */
export function formatDuration(ms: number): string {
  let restMs = ms;
  let text = "";
  for (const [unit, unitMs] of [["d", 86_400_000], ["h", 3_600_000], ["m", 60_000]] as const) {
    const count = Math.floor(restMs / unitMs);
    restMs -= count * unitMs;
    if (count > 0) text += `${count}${unit}`;
  }
  return restMs > 0 || text === "" ? `${text}${restMs / 1000}s` : text;
}

function pattern(strings: TemplateStringsArray, ...values: string[]): RegExp {
  return new RegExp(`^${String.raw(strings, ...values)}$`);
}
