/**
 * Builds the packages for npm, each into a folder and a tarball: `deno pack` makes JavaScript and
 * declarations of exactly the modules that a package needs, and what it cannot know is added.
 *
 * `deno task build-npm [FOLDER]`; without a folder, `dist/npm`.
 */
import { fileURLToPath, pathToFileURL } from "node:url";
import ts from "typescript";
import { NPM_PACKAGES, type NpmPackage } from "./npm_packages.ts";

const ROOT = new URL("../", import.meta.url);
const CONFIG = JSON.parse(await Deno.readTextFile(new URL("deno.json", ROOT)));
const REPOSITORY = "git+https://github.com/conviva-sessions/conviva-sessions.git";

/** `deno pack` takes no name without a scope, so a package gets its own name afterwards. */
const SCOPED_NAME = "@conviva-sessions/package";

/** Runs a command to its end; what it says is told only if it fails. */
async function command(name: string, args: readonly string[], folder: URL): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(name, {
    args: [...args],
    cwd: folder,
  }).output();
  const text = new TextDecoder();
  if (!success) throw new Error(`Cannot run ${name} ${args.join(" ")}: ${text.decode(stderr)}`);
  return text.decode(stdout);
}

/** The modules of ours that some entries need, as paths from the root. */
async function modulesOf(entries: readonly string[]): Promise<Set<string>> {
  const paths = new Set<string>();
  for (const entry of entries) {
    const graph = JSON.parse(await command(Deno.execPath(), ["info", "--json", entry], ROOT));
    for (const { local, specifier } of graph.modules) {
      if (local && specifier.startsWith(ROOT.href)) paths.add(specifier.slice(ROOT.href.length));
    }
  }
  return paths;
}

/** What a package is built from: its modules and a configuration of its own. */
async function stage(pack: NpmPackage, folder: URL): Promise<void> {
  const files = [...await modulesOf(Object.values(pack.entries)), "LICENSE", "README.md"];
  for (const path of files) {
    const copy = new URL(path, folder);
    await Deno.mkdir(new URL("./", copy), { recursive: true });
    await Deno.copyFile(new URL(path, ROOT), copy);
  }
  const { version, license, imports } = CONFIG;
  const exports = Object.fromEntries(
    Object.entries(pack.entries).map(([name, path]) => [name, `./${path}`]),
  );
  await Deno.writeTextFile(
    new URL("deno.json", folder),
    JSON.stringify({ name: SCOPED_NAME, version, license, exports, imports }),
  );
}

/** What `deno pack` does not know of a package. */
function addedTo(pack: NpmPackage): Record<string, unknown> {
  return {
    name: pack.name,
    description: pack.description,
    keywords: ["conviva", "video", "qoe", "streaming", "mcp"],
    repository: { type: "git", url: REPOSITORY },
    engines: { node: ">=22" },
    sideEffects: false,
    ...pack.mcpName && { mcpName: pack.mcpName },
    ...pack.command && { bin: { [pack.command.name]: startOf(pack.command) } },
  };
}

function startOf({ name }: NonNullable<NpmPackage["command"]>): string {
  return `bin/${name}.js`;
}

/** Writes `using` in the words of the oldest Node that a package is for, which does not know it. */
async function writeForNode(folder: URL): Promise<void> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = new URL(isDirectory ? `${name}/` : name, folder);
    if (isDirectory) await writeForNode(path);
    else if (name.endsWith(".js")) {
      const text = await Deno.readTextFile(path);
      if (!/\busing \w+ =/.test(text)) continue;
      const { outputText } = ts.transpileModule(text, {
        compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext },
      });
      await Deno.writeTextFile(path, outputText);
    }
  }
}

async function writeStart(start: NonNullable<NpmPackage["command"]>, folder: URL): Promise<void> {
  const path = new URL(startOf(start), folder);
  await Deno.mkdir(new URL("./", path), { recursive: true });
  const module = `../${start.module.replace(/\.ts$/, ".js")}`;
  await Deno.writeTextFile(
    path,
    `#!/usr/bin/env node\nimport { main } from "${module}";\n\nawait main();\n`,
  );
  await Deno.chmod(path, 0o755);
}

/** Builds a package. Its folder is made anew. */
async function build(pack: NpmPackage, folder: URL): Promise<void> {
  await Deno.remove(folder, { recursive: true }).catch(() => {});
  await Deno.mkdir(folder, { recursive: true });
  const staging = pathToFileURL(`${await Deno.makeTempDir()}/`);
  try {
    await stage(pack, staging);
    const packing = ["pack", "--allow-dirty", "--no-source-maps", "--output", "package.tgz"];
    await command(Deno.execPath(), packing, staging);
    const tarball = fileURLToPath(new URL("package.tgz", staging));
    await command("tar", ["-xzf", tarball, "--strip-components=1"], folder);
  } finally {
    await Deno.remove(staging, { recursive: true });
  }
  await writeForNode(folder);
  const path = new URL("package.json", folder);
  const manifest = JSON.parse(await Deno.readTextFile(path));
  const whole = { ...manifest, ...addedTo(pack) };
  await Deno.writeTextFile(path, `${JSON.stringify(whole, null, 2)}\n`);
  if (pack.command) await writeStart(pack.command, folder);
}

if (import.meta.main) {
  const target = new URL(`${Deno.args[0] ?? "dist/npm"}/`, pathToFileURL(`${Deno.cwd()}/`));
  for (const pack of NPM_PACKAGES) {
    const folder = new URL(`${pack.name.replace(/^@[^/]*\//, "")}/`, target);
    await build(pack, folder);
    console.log(`${pack.name}: ${fileURLToPath(folder)}`);
  }
}
