import type { StandardSchemaWithJSON } from "@modelcontextprotocol/server";
import { z } from "zod";

/** The part of JSON Schema that hosts of every make understand, and that is used here. */
export interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

const schemas = new WeakMap<z.ZodObject, JsonSchema>();

/** The JSON Schema of an object, made once. Its dialect, 2020-12, is the protocol's default. */
export function jsonSchema(schema: z.ZodObject): JsonSchema {
  let made = schemas.get(schema);
  if (!made) {
    const { $schema: _, ...json } = z.toJSONSchema(schema, { io: "input" });
    made = json as JsonSchema;
    schemas.set(schema, made);
  }
  return made;
}

/**
 * Shows a schema to clients without checking by it: arguments are checked by `readArguments()`,
 * whose findings say more, and answers are our own.
 */
export function advertised(
  schema: z.ZodObject,
): StandardSchemaWithJSON<Record<string, unknown>, Record<string, unknown>> {
  const json = () => jsonSchema(schema) as Record<string, unknown>;
  return {
    "~standard": {
      version: 1,
      vendor: "conviva-sessions",
      validate: (value) => ({ value: value as Record<string, unknown> }),
      jsonSchema: { input: json, output: json },
    },
  };
}
