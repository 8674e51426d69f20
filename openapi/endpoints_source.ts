import type { Facts } from "./read_facts.ts";
import type { SpecNode } from "./spec.ts";

/** Renders the facts as the TypeScript module gen/endpoints.ts: a value for each endpoint. */
export function endpointsSource({ api, endpoints }: Facts, header: string): string {
  return [
    header,
    `import type { ApiFact, Endpoint } from "./endpoint.ts";\n`,
    ...endpoints.flatMap(unions),
    constant("API", "ApiFact", api, "The API as a whole.", [
      `import { API } from "@conviva-sessions/conviva-sessions";`,
      `import { assertEquals } from "@std/assert";`,
      "",
      `assertEquals(new URL(API.server).protocol, "https:");`,
    ]),
    ...endpoints.map((endpoint) => {
      const name = constantName(endpoint.name);
      return constant(name, "Endpoint", endpoint, `${endpoint.summary}.`, [
        `import { ${name} } from "@conviva-sessions/conviva-sessions";`,
        `import { assert } from "@std/assert";`,
        "",
        `assert(${name}.limits.maxSessions >= ${name}.limits.defaultSessions);`,
      ]);
    }),
  ].join("\n");
}

/** The names that there are, for callers whose mistakes a compiler is to find. */
function unions({ name, parameters, dimensions, fields }: SpecNode): string[] {
  const type = name[0].toUpperCase() + name.slice(1);
  return [
    union(
      `${type}Parameter`,
      Object.keys(parameters),
      `A query parameter of \`${name}\`, tags and dimensions aside.`,
    ),
    union(`${type}Dimension`, Object.keys(dimensions), `A dimension of \`${name}\`.`),
    union(
      `${type}Field`,
      fields.map(({ path }: SpecNode) => path),
      `The dotted path of a field of a session of \`${name}\`.`,
    ),
  ];
}

function union(name: string, members: string[], doc: string): string {
  return `/** ${doc} */\nexport type ${name} =\n${
    members.map((member) => `  | ${JSON.stringify(member)}`).join("\n")
  };\n`;
}

function constant(
  name: string,
  type: string,
  value: unknown,
  doc: string,
  example: string[],
): string {
  const lines = [doc, "", `@example Read it`, "```ts", ...example, "```"];
  return `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join("\n")}\n */\n` +
    `export const ${name}: ${type} = ${JSON.stringify(value, null, 2)};\n`;
}

/** `CONTENT_VIEWER` for `contentViewer`. */
function constantName(name: string): string {
  return name.replace(/[A-Z]/g, "_$&").toUpperCase();
}
