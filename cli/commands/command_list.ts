import type { Command } from "commander";
import type { ExitCode } from "../exit_code.ts";
import type { Io } from "../io.ts";

/** What a command does. */
export interface CommandModule {
  /** Adds its description, options and arguments. */
  define(command: Command): void;
  /** Does it, with what the options were set to. */
  run(command: Command, io: Io): Promise<ExitCode>;
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
    load: () => import("./search.ts"),
  },
  {
    name: "harvest",
    summary: "collect sessions into DuckDB or Parquet, resumable",
    load: () => import("./harvest.ts"),
  },
  {
    name: "sql",
    summary: "ask what was collected, in SQL",
    load: () => import("./sql.ts"),
  },
  {
    name: "dimensions",
    summary: "list what sessions can be filtered by",
    load: () => import("./dimensions.ts"),
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
