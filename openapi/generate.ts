import { pageSource } from "../report/bundle/page_source.ts";
import { endpointsSource } from "./endpoints_source.ts";
import { readFacts } from "./read_facts.ts";
import { referenceSource } from "./reference_source.ts";
import { schemaSource } from "./schema_source.ts";
import { parseSpec } from "./spec.ts";

const NOTICE = "Made from openapi/conviva-sessions-v3.yaml by `deno task gen`. Do not edit.";

/** The generated files by name, for the text of a spec. The same text gives the same bytes. */
export async function generate(specText: string): Promise<Record<string, string>> {
  const spec = parseSpec(specText);
  const facts = readFacts(spec);
  return {
    "schema.ts": await schemaSource(spec.document, `// ${NOTICE}\n`),
    "endpoint.ts": await Deno.readTextFile(new URL("endpoint.ts", import.meta.url)),
    "endpoints.ts": endpointsSource(facts, `// ${NOTICE}\n`),
    "reference.md": referenceSource(facts, `<!-- ${NOTICE} -->\n`),
  };
}

async function main(args: string[]): Promise<number> {
  const check = args.includes("--check");
  const [specPath, outDir] = args.filter((arg) => !arg.startsWith("--"));
  const spec = specPath ?? new URL("conviva-sessions-v3.yaml", import.meta.url);
  const out = (name: string) =>
    outDir ? `${outDir}/${name}` : new URL(`../gen/${name}`, import.meta.url);
  const files = {
    ...await generate(await Deno.readTextFile(spec)),
    "report_page.ts": await pageSource(),
  };
  const stale: string[] = [];
  for (const [name, text] of Object.entries(files)) {
    if (!check) await Deno.writeTextFile(out(name), text);
    else if (await Deno.readTextFile(out(name)).catch(() => "") !== text) stale.push(name);
  }
  if (stale.length === 0) return 0;
  console.error(`gen/ is stale (${stale.join(", ")}): run 'deno task gen' and commit the result`);
  return 1;
}

if (import.meta.main) Deno.exit(await main(Deno.args));
