import { CONTENT } from "../../gen/endpoints.ts";
import type { Endpoint } from "../../gen/endpoint.ts";

/** An endpoint of other limits, filters, dimensions and fields than content sessions have. */
export const OTHER: Endpoint = {
  ...CONTENT,
  name: "plays",
  path: "/plays/recent",
  limits: {
    ...CONTENT.limits,
    maxSessions: 7,
    defaultSessions: 3,
    maxWindowMs: 1_800_000,
    maxAgeMs: 172_800_000,
  },
  parameters: {
    ...Object.fromEntries(
      Object.entries(CONTENT.parameters).filter(([, { role }]) => role !== "filter"),
    ),
    is_broken: {
      role: "filter",
      type: "boolean",
      synonyms: [],
      description: "Whether it broke.",
      source: "inferred",
    },
  },
  tagPrefix: "label.",
  dimensions: {
    screen: { synonyms: [], description: "Where it ran.", source: "inferred", paths: ["screen"] },
  },
  fields: [
    {
      path: "broke_after_ms",
      type: "integer",
      unit: "ms",
      aliases: [],
      pii: false,
      description: "When it broke.",
      source: "inferred",
    },
  ],
};
