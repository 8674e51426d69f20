import type { ContentDimension } from "../../gen/endpoints.ts";

/** Values of dimensions, by their names in the spec. */
export type DimensionValues = Readonly<Record<string, string | undefined>>;

/** Something that many sessions share, such as a device model or an asset. */
export interface Entity {
  readonly values: DimensionValues;
}

/** Makes an entity of its values. */
export function entity(values: Partial<Record<ContentDimension, string>>): Entity {
  return { values };
}
