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

/** All kinds of values that contradict their fields. */
export const VALUE_KINDS: readonly ValueKind[] = Object.keys(VALUE_EDITS) as ValueKind[];
