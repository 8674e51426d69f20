import type { ContentDimension } from "../../gen/endpoints.ts";
import { type DimensionValues, place, type RecordPart } from "./placement.ts";

/** Something that many sessions share, such as a device model or an asset. */
export interface Entity {
  readonly values: DimensionValues;
  /** Its part of their records. */
  readonly part: RecordPart;
}

/** Makes an entity of its values. */
export function entity(values: Partial<Record<ContentDimension, string>>): Entity {
  return { values, part: place(values) };
}
