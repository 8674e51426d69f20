import type { components } from "../../gen/schema.ts";

/**
 * An ended video session, decoded: fields of the spec under their names there and with their types,
 * whatever the API called them; fields that the spec does not know as they came.
 */
export type Session = components["schemas"]["ContentSession"];

/**
 * The fields of the spec alone. A name that is not in the spec does not compile here, whereas a
 * `Session` takes any.
 */
export type SpecFields = {
  [Name in keyof Session as string extends Name ? never : Name]: Session[Name];
};
