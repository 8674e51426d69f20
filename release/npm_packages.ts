/** A package for npm, made of a part of this project. */
export interface NpmPackage {
  /** Its name in the registry. */
  readonly name: string;
  /** What it is, in a line. */
  readonly description: string;
  /** Its entries, as package.json names them, with the modules that they are. */
  readonly entries: Readonly<Record<string, string>>;
  /** The command that it installs, if it has one: its name, with the module that has `main()`. */
  readonly command?: { readonly name: string; readonly module: string };
  /** Name of the MCP server in the registry of servers, if it has one. */
  readonly mcpName?: string;
}

const LIBRARY = {
  ".": "src/mod.ts",
  "./analysis": "src/analysis/mod.ts",
  "./explain": "src/explain/mod.ts",
};

/**
 * The packages. The library is small and runs everywhere, browsers included; what needs a native
 * database, a server or a command line is a package of its own, so that nobody installs it by accident.
 * The second has all that the first has: a program needs one of the two.
 */
export const NPM_PACKAGES: readonly NpmPackage[] = [
  {
    name: "@conviva-sessions/client",
    description: "Typed client for Conviva's Sessions V3 API, with slicing, analysis and diagnosis",
    entries: LIBRARY,
  },
  {
    name: "conviva-sessions",
    description:
      "Query, collect and explain Conviva video sessions: command line, MCP server, client",
    entries: {
      ...LIBRARY,
      "./harvest": "src/harvest/mod.ts",
      "./sandbox": "sandbox/mod.ts",
      "./cli": "cli/main.ts",
    },
    command: { name: "conviva-sessions", module: "cli/main.ts" },
    mcpName: "io.github.conviva-sessions/conviva-sessions",
  },
];
