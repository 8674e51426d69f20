// Until every folder takes an endpoint as an argument.
import { API as WHOLE, CONTENT } from "./endpoints.ts";
export type * from "./endpoint.ts";
export type {
  ContentDimension as DimensionName,
  ContentField as FieldPath,
  ContentParameter as ParameterName,
} from "./endpoints.ts";
export const API = { ...WHOLE, contentPath: CONTENT.path, sessionsKey: CONTENT.listName };
export const {
  answer: ANSWER,
  limits: LIMITS,
  parameters: PARAMETERS,
  dimensions: DIMENSIONS,
  fields: FIELDS,
  tagPrefix: TAG_PREFIX,
} = CONTENT;
export { CONTENT };
