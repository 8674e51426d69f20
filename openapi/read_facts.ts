import type { Spec, SpecNode } from "./spec.ts";

/** How well a fact is known; see the head of the spec. */
const GRADES = ["seed", "docs", "seen", "inferred"] as const;

/** The measures that a field can be, by the unit that their names end in. */
const MEASURES: Record<string, string[]> = {
  ms: ["videoStartMs", "playingMs", "rebufferingMs", "connectionInducedRebufferingMs"],
  bps: ["averageBitrateBps", "averagePeakBitrateBps"],
};

/** The facts of the spec, in the shape in which gen/ states them. */
export interface Facts {
  api: SpecNode;
  /** The operations that list sessions, in the spec's order. */
  endpoints: SpecNode[];
}

const DIMENSIONS_PATH = "/sessions/_meta/references/dimensions";

/**
 * Reads the facts out of the spec. An operation with `x-limits` is an endpoint.
 *
 * @throws Error if something that an endpoint needs is missing or ungraded.
 */
export function readFacts(spec: Spec): Facts {
  const { info, servers, paths = {} } = spec.document;
  if (!paths[DIMENSIONS_PATH]?.get) throw new Error(`The spec has no 'GET ${DIMENSIONS_PATH}'`);
  const endpoints = Object.entries<SpecNode>(paths)
    .filter(([, { get }]) => get?.["x-limits"])
    .map(([path, { get }]) => readEndpoint(spec, path, get));
  if (endpoints.length === 0) throw new Error("The spec has no operation with x-limits");
  return {
    api: {
      title: info.title,
      specVersion: info.version,
      server: servers[0].url,
      dimensionsPath: DIMENSIONS_PATH,
    },
    endpoints,
  };
}

function readEndpoint(spec: Spec, path: string, operation: SpecNode): SpecNode {
  const parameters = operation.parameters.map(spec.resolve) as SpecNode[];
  const byRole = (role: string) => parameters.find((p) => p["x-role"] === role);
  const limit = byRole("limit");
  const tags = byRole("tags");
  const dimensions = byRole("dimensions");
  if (!limit || !tags || !dimensions) {
    throw new Error(`The spec gives '${path}' no parameter of the roles limit, tags or dimensions`);
  }
  const [listName, session] = readList(spec, operation);
  const fields = readFields(spec, session);
  return {
    name: endpointName(path),
    path,
    summary: text(operation.summary, `summary of '${path}'`),
    listName,
    answer: readAnswer(operation.responses["200"]["x-answer"]),
    limits: readLimits(operation["x-limits"], limit.schema),
    range: readRange(operation["x-range"], parameters),
    key: readKey(fields),
    tagPrefix: text(spec.resolve(tags.schema)["x-key-prefix"], "x-key-prefix of the tags"),
    parameters: Object.fromEntries(
      parameters
        .filter((p) => p !== tags && p !== dimensions)
        .map((p) => [p.name, readParameter(p)]),
    ),
    dimensions: readDimensions(spec, spec.resolve(dimensions.schema).properties, fields),
    fields: fields.map(({ key: _, edge: __, ...field }) => field),
  };
}

/** `content` for `/sessions/content`, `contentViewer` for `/sessions/content/viewer`. */
function endpointName(path: string): string {
  const [first, ...rest] = path.split("/").slice(2);
  return first + rest.map((part) => part[0]!.toUpperCase() + part.slice(1)).join("");
}

/** The one list of a response: its name, and the schema of its members. */
function readList(spec: Spec, operation: SpecNode): [name: string, session: SpecNode] {
  const body = operation.responses?.["200"]?.content?.["application/json"]?.schema;
  const lists = Object.entries<SpecNode>(spec.resolve(body)?.properties ?? {})
    .map(([name, node]) => [name, spec.resolve(node)] as const)
    .filter(([, node]) => node.type === "array");
  if (lists.length !== 1) throw new Error("The spec needs one list in the response of sessions");
  const [name, list] = lists[0]!;
  return [name, spec.resolve(list.items)];
}

/** The parameters of a range, which have to be in Unix milliseconds. */
function readRange(range: SpecNode, parameters: SpecNode[]): SpecNode {
  const source = grade(range, "x-range");
  for (const edge of ["start", "end"]) {
    const time = parameters.find(({ name }) => name === range[edge])?.["x-time"];
    if (time?.edge !== edge || time.format !== "epoch_ms") {
      throw new Error(`The spec's x-range has no parameter in Unix milliseconds for the ${edge}`);
    }
  }
  return { start: range.start, end: range.end, source };
}

function readKey(fields: SpecNode[]): SpecNode {
  const only = (what: string, value: string) => {
    const found = fields.filter((field) => field[what] === value);
    if (found.length !== 1) throw new Error(`The spec needs one field that is the ${value}`);
    return found[0].path;
  };
  return {
    session: only("key", "session"),
    client: only("key", "client"),
    start: only("edge", "start"),
    end: only("edge", "end"),
  };
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
    if (!["filters", "request"].includes(found.cost)) {
      throw new Error(`The spec does not say what a request costs of the rate of the ${name}`);
    }
    return { maxCost: found.maxCost, perMs: milliseconds(found.per), cost: found.cost };
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
        ...readOutcome(node, name),
        ...readLive(node, name),
        ...(node["x-tag"] && { tag: node["x-tag"] }),
        paths,
      }];
    }),
  );
}

function readFields(spec: Spec, session: SpecNode): SpecNode[] {
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
        ...readOutcome(node, path),
        ...readMeasure(node, path),
        ...(node["x-key"] && { key: node["x-key"] }),
        ...(node["x-time"] && { edge: node["x-time"].edge }),
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
  const measures = fields.flatMap(({ measure }) => measure ?? []);
  const twice = measures.find((measure, index) => measures.indexOf(measure) < index);
  if (twice) throw new Error(`The spec gives the measure '${twice}' to more than one field`);
  return fields;
}

function readOutcome(node: SpecNode, what: string): { outcome?: SpecNode } {
  const outcome = node["x-outcome"];
  if (outcome === undefined) return {};
  const { kind, reason } = outcome;
  const isKnown = ["VSF", "VPF", "EBVS"].includes(kind) &&
    [undefined, "technical", "business"].includes(reason);
  if (!isKnown) throw new Error(`The spec gives '${what}' an outcome that there is not`);
  return { outcome };
}

function readMeasure(node: SpecNode, path: string): { measure?: string } {
  const measure = node["x-measure"];
  if (measure === undefined) return {};
  if (!MEASURES[node["x-unit"]]?.includes(measure)) {
    throw new Error(`The spec gives '${path}' a measure that there is not in its unit`);
  }
  return { measure };
}

function readLive(node: SpecNode, name: string): { live?: SpecNode } {
  const live = node["x-live"];
  if (live === undefined) return {};
  const { live: on, onDemand } = live;
  return { live: { live: on, onDemand, source: grade(live, `x-live of '${name}'`) } };
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
