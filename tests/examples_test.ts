import { assert, assertEquals } from "@std/assert";

const ROOT = new URL("../", import.meta.url);

/** A symbol of an entry, as `deno doc` tells it. */
interface DocumentedSymbol {
  readonly name: string;
  readonly declarations: readonly {
    readonly kind: string;
    readonly jsDoc?: {
      readonly tags?: readonly { readonly kind: string; readonly doc?: string }[];
    };
  }[];
}

async function symbolsOf(entry: string): Promise<readonly DocumentedSymbol[]> {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["doc", "--json", entry],
    cwd: ROOT,
  }).output();
  const { nodes } = JSON.parse(new TextDecoder().decode(stdout));
  return Object.values<{ symbols: DocumentedSymbol[] }>(nodes).flatMap(({ symbols }) => symbols);
}

/** Whether a script can use it, and has to be shown how; a type is explained where it is used. */
function isValue({ declarations }: DocumentedSymbol): boolean {
  return declarations.some(({ kind }) => ["function", "class", "variable"].includes(kind));
}

/** Whether it has an example that `deno test --doc` runs. */
function hasExample({ declarations }: DocumentedSymbol): boolean {
  return declarations.some(({ jsDoc }) =>
    jsDoc?.tags?.some(({ kind, doc = "" }) => kind === "example" && /^```ts$/m.test(doc))
  );
}

Deno.test("everything that a script can call or make has an example that runs", async () => {
  const { exports } = JSON.parse(await Deno.readTextFile(new URL("deno.json", ROOT)));
  const entries = Object.values<string>(exports).filter((path) => path.endsWith("/mod.ts"));
  for (const entry of entries) {
    const values = (await symbolsOf(entry)).filter(isValue);
    assert(values.length > 0, `${entry} exports nothing to use`);
    assertEquals(values.filter((one) => !hasExample(one)).map(({ name }) => name), [], entry);
  }
});
