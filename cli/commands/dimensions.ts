import type { Command } from "commander";
import { CONTENT, type DimensionFact } from "../../src/mod.ts";
import { addApiOptions, type ApiOptions } from "../api/api_options.ts";
import { connect } from "../api/connect.ts";
import { EXIT, type ExitCode } from "../exit_code.ts";
import { addFormatOption, type FormatOptions } from "../formats/format_options.ts";
import { recordOutput } from "../formats/record_output.ts";
import type { Io } from "../io.ts";
import { writeNotes } from "../write_notes.ts";
import { count } from "../text/words.ts";

interface DimensionsOptions extends ApiOptions, FormatOptions {
  readonly catalogue?: boolean;
}

const COLUMNS = [{ name: "name" }, { name: "label" }, { name: "custom" }, { name: "description" }];

/** Adds the options. */
export function define(command: Command): void {
  command.description(
    "List the dimensions that this account can filter by, as the API tells them.",
  );
  command.option("--catalogue", "list those known to this program instead, without asking");
  addFormatOption(command);
  addApiOptions(command);
}

/** Lists the dimensions. */
export async function run(command: Command, io: Io): Promise<ExitCode> {
  const options = command.opts<DimensionsOptions>();
  const rows = options.catalogue ? catalogue() : await accountDimensions(io, options);
  const output = await recordOutput(io, {
    format: options.format,
    name: "dimensions",
    columns: COLUMNS,
  });
  await output.write(rows);
  await output.end();
  await writeNotes(io, [`${count(rows.length, "dimension")}; use one as --filter name=value`]);
  return EXIT.done;
}

function catalogue() {
  return Object.entries(CONTENT.dimensions).map(([name, { description }]) => ({
    name,
    description,
  }));
}

async function accountDimensions(io: Io, options: DimensionsOptions) {
  await using connection = await connect(io, { ...options, timeoutMs: options.timeout });
  const dimensions = await connection.client.dimensions({ signal: io.signal });
  return dimensions.map(({ name, label, isCustom }) => ({
    name,
    label,
    custom: isCustom,
    description: describe(name),
  }));
}

function describe(name: string): string | undefined {
  const facts: Readonly<Record<string, DimensionFact>> = CONTENT.dimensions;
  return Object.hasOwn(facts, name) ? facts[name]!.description : undefined;
}
