import type { Command } from "commander";
import type { AskedEndpoint } from "../api/asked_endpoint.ts";
import type { ExitCode } from "../exit_code.ts";
import type { Io } from "../io.ts";

/** What a command does. */
export interface CommandModule {
  /** Adds its description, options and arguments. */
  define(command: Command): void;
  /** Does it, with what the options were set to. */
  run(command: Command, io: Io): Promise<ExitCode>;
}

/** What a command about sessions does, when it is told whose. */
interface SessionsCommandModule {
  define(command: Command, asked: AskedEndpoint): void;
  run(command: Command, io: Io, asked: AskedEndpoint): Promise<ExitCode>;
}

/** A command of the program. It is loaded only when it is asked for, which keeps the start short. */
export interface CommandEntry {
  /** What one types. */
  readonly name: string;
  /** What it does, in a line. */
  readonly summary: string;
  /** Loads it. */
  load(): Promise<CommandModule>;
}

/** The commands, in the order of the help. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: "search",
    summary: "look for sessions",
    load: () => aboutContent(import("./search.ts")),
  },
  {
    name: "summarize",
    summary: "say how sessions went, by dimensions and over time",
    load: () => aboutContent(import("./summarize.ts")),
  },
  {
    name: "compare",
    summary: "say what is worse than before, or than elsewhere",
    load: () => aboutContent(import("./compare.ts")),
  },
  {
    name: "diagnose",
    summary: "say what is broken, where, since when and how sure",
    load: () => aboutContent(import("./diagnose.ts")),
  },
  {
    name: "harvest",
    summary: "collect sessions into DuckDB or Parquet, resumable",
    load: () => aboutContent(import("./harvest.ts")),
  },
  {
    name: "sql",
    summary: "ask what was collected, in SQL",
    load: () => import("./sql.ts"),
  },
  {
    name: "dimensions",
    summary: "list what sessions can be filtered by",
    load: () => aboutContent(import("./dimensions.ts")),
  },
  {
    name: "doctor",
    summary: "find out why it does not work",
    load: () => import("./doctor.ts"),
  },
  {
    name: "sandbox",
    summary: "serve a simulated API: no account needed",
    load: () => import("./sandbox.ts"),
  },
  {
    name: "mcp",
    summary: "serve AI assistants",
    load: () => import("./mcp.ts"),
  },
];

/** Makes a command about sessions one about content sessions. */
async function aboutContent(loading: Promise<SessionsCommandModule>): Promise<CommandModule> {
  const [{ define, run }, { CONTENT_SESSIONS }] = await Promise.all([
    loading,
    import("../api/content_sessions.ts"),
  ]);
  return {
    define: (command) => define(command, CONTENT_SESSIONS),
    run: (command, io) => run(command, io, CONTENT_SESSIONS),
  };
}
