import { identityEdits, type IdentityKind } from "./identity_edits.ts";
import type { Edit } from "./json_record.ts";
import { numberEdits, type NumberKind } from "./number_edits.ts";
import { textEdits, type TextKind } from "./text_edits.ts";
import { timeEdits, type TimeKind } from "./time_edits.ts";

/** A kind of value that contradicts its field. */
export type ValueKind = NumberKind | TimeKind | TextKind | IdentityKind;

/** What each kind does to a session. */
export const VALUE_EDITS: Readonly<Record<ValueKind, Edit>> = {
  ...numberEdits,
  ...timeEdits,
  ...textEdits,
  ...identityEdits,
};

/**
 * All kinds of values that contradict their fields.
 *
 * @example Let every kind come in one session of a hundred
 * ```ts
 * import { createSandbox, VALUE_KINDS } from "@conviva-sessions/conviva-sessions/sandbox";
 * import { assert } from "@std/assert";
 *
 * const values = Object.fromEntries(VALUE_KINDS.map((kind) => [kind, 0.01]));
 * const sandbox = createSandbox({ values });
 * assert(sandbox.count({ startMs: Date.now() - 3_600_000, endMs: Date.now() }) > 0);
 * ```
 */
export const VALUE_KINDS: readonly ValueKind[] = Object.keys(VALUE_EDITS) as ValueKind[];
