import type { Command } from "commander";
import type { Endpoint } from "../../src/mod.ts";
import { addApiOptions, type ApiOptions } from "../api/api_options.ts";
import type { AskedEndpoint } from "../api/asked_endpoint.ts";
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

/** What is known of dimensions, whichever of them an account has. */
type Dimensions = Endpoint["dimensions"];

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
export async function run(
  command: Command,
  io: Io,
  { endpoint: { dimensions } }: AskedEndpoint,
): Promise<ExitCode> {
  const options = command.opts<DimensionsOptions>();
  const rows = options.catalogue
    ? catalogue(dimensions)
    : await accountDimensions(io, options, dimensions);
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

function catalogue(known: Dimensions) {
  return Object.entries(known).map(([name, { description }]) => ({
    name,
    description,
  }));
}

async function accountDimensions(io: Io, options: DimensionsOptions, known: Dimensions) {
  await using connection = await connect(io, { ...options, timeoutMs: options.timeout });
  const dimensions = await connection.client.dimensions({ signal: io.signal });
  return dimensions.map(({ name, label, isCustom }) => ({
    name,
    label,
    custom: isCustom,
    description: Object.hasOwn(known, name) ? known[name]!.description : undefined,
  }));
}
