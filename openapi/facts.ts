import type { Spec, SpecNode } from "./spec.ts";

/** How well a fact is known; see the head of the spec. */
export const GRADES = ["seed", "docs", "seen", "inferred"] as const;

/** What the generator reads out of the spec, in the shape in which gen/facts.ts states it. */
export interface Facts {
  api: SpecNode;
  answer: SpecNode;
  limits: SpecNode;
  parameters: Record<string, SpecNode>;
  tagPrefix: string;
  dimensions: Record<string, SpecNode>;
  fields: SpecNode[];
}

const CONTENT_PATH = "/sessions/content";
const DIMENSIONS_PATH = "/sessions/_meta/references/dimensions";

/**
 * Reads the facts out of the spec.
 *
 * @throws Error if something that the generated constants need is missing or ungraded.
 */
export function readFacts(spec: Spec): Facts {
  const operation = spec.document.paths?.[CONTENT_PATH]?.get;
  if (!operation) throw new Error(`The spec has no 'GET ${CONTENT_PATH}'`);
  if (!spec.document.paths[DIMENSIONS_PATH]?.get) {
    throw new Error(`The spec has no 'GET ${DIMENSIONS_PATH}'`);
  }
  const parameters = operation.parameters.map(spec.resolve) as SpecNode[];
  const byRole = (role: string) => parameters.find((p) => p["x-role"] === role);
  const limit = byRole("limit");
  const tags = byRole("tags");
  const dimensions = byRole("dimensions");
  if (!limit || !tags || !dimensions) {
    throw new Error("The spec needs one parameter of each of the roles limit, tags and dimensions");
  }
  const fields = readFields(spec);
  return {
    api: {
      title: spec.document.info.title,
      specVersion: spec.document.info.version,
      server: spec.document.servers[0].url,
      contentPath: CONTENT_PATH,
      dimensionsPath: DIMENSIONS_PATH,
      sessionsKey: readSessionsKey(spec, operation),
    },
    answer: readAnswer(operation.responses["200"]["x-answer"]),
    limits: readLimits(operation["x-limits"], limit.schema),
    parameters: Object.fromEntries(
      parameters
        .filter((p) => p !== tags && p !== dimensions)
        .map((p) => [p.name, readParameter(p)]),
    ),
    tagPrefix: text(spec.resolve(tags.schema)["x-key-prefix"], "x-key-prefix of the tags"),
    dimensions: readDimensions(spec, spec.resolve(dimensions.schema).properties, fields),
    fields,
  };
}

/** The one list of a response. */
function readSessionsKey(spec: Spec, operation: SpecNode): string {
  const body = operation.responses?.["200"]?.content?.["application/json"]?.schema;
  const lists = Object.entries<SpecNode>(spec.resolve(body)?.properties ?? {})
    .filter(([, node]) => spec.resolve(node).type === "array");
  if (lists.length !== 1) throw new Error("The spec needs one list in the response of sessions");
  return lists[0]![0];
}

/** What the members of a response say about it, in plain words. */
function readAnswer(answer: SpecNode): SpecNode {
  grade(answer, "x-answer");
  const { next, ...lists } = answer;
  const { "x-source": source, ...words } = lists;
  return {
    ...Object.fromEntries(
      Object.entries<string[]>(words).map(([name, list]) => [name, list.map(plain)]),
    ),
    next: text(next, "x-answer.next"),
    source,
  };
}

/** A word without case and punctuation. */
function plain(word: string): string {
  return word.toLowerCase().replace(/[^a-z\d]/g, "");
}

function readLimits(limits: SpecNode, limitSchema: SpecNode): SpecNode {
  const durationMs = (name: string) => {
    grade(limits?.[name], `x-limits.${name}`);
    return milliseconds(limits[name].value);
  };
  const rate = (name: string) => {
    const found = limits?.rates?.[name];
    grade(found, `x-limits.rates.${name}`);
    return { maxCost: found.maxCost, perMs: milliseconds(found.per) };
  };
  return {
    minSessions: limitSchema.minimum,
    maxSessions: limitSchema.maximum,
    defaultSessions: limitSchema.default,
    maxWindowMs: durationMs("maxWindow"),
    maxAgeMs: durationMs("maxAge"),
    retryAfterMs: durationMs("retryAfter"),
    accountRate: rate("account"),
    addressRate: rate("address"),
  };
}

function readParameter(parameter: SpecNode): SpecNode {
  const role = text(parameter["x-role"], `x-role of '${parameter.name}'`);
  const time = parameter["x-time"];
  if (role === "time" && !time) throw new Error(`The spec lacks x-time of '${parameter.name}'`);
  return {
    role,
    type: parameter.schema.type,
    ...(time && { edge: time.edge, format: time.format }),
    description: text(parameter.description, `description of '${parameter.name}'`),
    synonyms: parameter["x-synonyms"] ?? [],
    source: grade(parameter, parameter.name),
  };
}

function readDimensions(
  spec: Spec,
  properties: Record<string, SpecNode>,
  fields: SpecNode[],
): Record<string, SpecNode> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, raw]) => {
      const node = spec.resolve(raw);
      const paths = fields.map((field) => field.path as string)
        .filter((path) => path.split(".").at(-1) === name);
      if (node["x-record-path"]) paths.push(node["x-record-path"]);
      return [name, {
        description: text(raw.description, `description of '${name}'`),
        source: grade(raw, name),
        synonyms: raw["x-synonyms"] ?? [],
        ...(node["x-tag"] && { tag: node["x-tag"] }),
        paths,
      }];
    }),
  );
}

function readFields(spec: Spec): SpecNode[] {
  const session = spec.document.components.schemas.ContentSession;
  const atRoot = new Set(Object.keys(session.properties));
  const fields: SpecNode[] = [];
  const walk = (properties: Record<string, SpecNode>, prefix: string) => {
    for (const [name, raw] of Object.entries(properties)) {
      const node = spec.resolve(raw);
      const path = prefix + name;
      if (node.properties) {
        if (prefix) throw new Error(`The spec nests '${path}' deeper than one group`);
        walk(node.properties, `${path}.`);
        continue;
      }
      // A flat record has a group's fields at its root, under the same names.
      const flat = prefix && !atRoot.has(name) ? [name] : [];
      fields.push({
        path,
        type: fieldType(node, path),
        ...(node["x-unit"] && { unit: node["x-unit"] }),
        ...(node.minimum !== undefined && { minimum: node.minimum }),
        aliases: [...flat, ...(node["x-aliases"] ?? [])],
        pii: node["x-pii"] === true,
        description: text(raw.description, `description of '${path}'`),
        source: grade(raw, path),
      });
    }
  };
  walk(session.properties, "");
  const seen = new Map<string, string>();
  for (const { path, aliases } of fields) {
    for (const name of [path, ...aliases]) {
      if (seen.has(name)) {
        throw new Error(
          `The spec gives the name '${name}' to both '${seen.get(name)}' and '${path}'`,
        );
      }
      seen.set(name, path);
    }
  }
  return fields;
}

function fieldType(node: SpecNode, path: string): string {
  const type = [node.type].flat().find((name) => name !== "null");
  if (type === "array") return "strings";
  if (type === "object") return "map";
  if (["string", "integer", "number", "boolean"].includes(type)) return type;
  throw new Error(`The spec gives '${path}' the type '${type}', which no field can have`);
}

function grade(node: SpecNode, what: string): string {
  const source = node?.["x-source"];
  if (!GRADES.includes(source)) {
    throw new Error(
      `The spec does not grade '${what}': x-source must be one of ${GRADES.join(", ")}`,
    );
  }
  return source;
}

function text(value: unknown, what: string): string {
  if (typeof value !== "string" || value === "") throw new Error(`The spec lacks the ${what}`);
  return value;
}

function milliseconds(duration: string): number {
  return Temporal.Duration.from(duration).total("milliseconds");
}
