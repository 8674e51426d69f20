/**
 * The version of this library.
 *
 * @example Tell it to whoever asks
 * ```ts
 * import { VERSION } from "@conviva-sessions/conviva-sessions";
 * import { assertMatch } from "@std/assert";
 *
 * assertMatch(VERSION, /^\d+\.\d+\.\d+$/);
 * ```
 */
export const VERSION = "0.1.0";
