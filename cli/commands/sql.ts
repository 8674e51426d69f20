import type { Command } from "commander";
import { querySql } from "../../src/harvest/mod.ts";
import { noSpaceSentence } from "../../src/view/mod.ts";
import { EXIT, type ExitCode } from "../exit_code.ts";
import { addFormatOption, type FormatOptions } from "../formats/format_options.ts";
import { recordOutput } from "../formats/record_output.ts";
import { withOutput } from "../harvest/with_output.ts";
import type { Io } from "../io.ts";
import { writeNotes } from "../write_notes.ts";
import { sentenceLines } from "../text/sentence_text.ts";
import { count } from "../text/words.ts";

interface SqlOptions extends FormatOptions {
  readonly in: string;
}

const NUMERIC = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL.*)$/;

const EXAMPLES = `
Examples:
  conviva-sessions sql "select cdn, count(*) from sessions group by all" --in sessions.duckdb
  conviva-sessions sql "describe sessions" --in sessions/
  conviva-sessions sql "from sessions" --in sessions.duckdb --format csv > sessions.csv`;

/** Adds the options. */
export function define(command: Command): void {
  command
    .description(
      "Ask what harvest collected, in DuckDB's SQL; the table is called sessions. Read-only.",
    )
    .argument("<sql>", "the query")
    .requiredOption("-i, --in <path>", "the .duckdb file or the folder that was collected into");
  addFormatOption(command).addHelpText("after", EXAMPLES);
}

/** Asks. */
export async function run(command: Command, io: Io): Promise<ExitCode> {
  const options = command.opts<SqlOptions>();
  const leftOut: string[] = [];
  let rows = 0;
  await withOutput(async () => {
    await using result = await querySql(command.args[0]!, { input: options.in, signal: io.signal });
    const names = result.columns.map(({ name }) => name);
    const output = await recordOutput(io, {
      format: options.format,
      name: "rows",
      columns: result.columns.map(({ name, type }) => ({ name, isNumeric: NUMERIC.test(type) })),
      onLeftOut: (titles) => leftOut.push(...titles),
    });
    for await (const batch of result.batches) {
      await output.write(
        batch.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at]]))),
      );
      rows += batch.length;
    }
    await output.end();
  });
  const notes = [count(rows, "row")];
  if (leftOut.length > 0) {
    notes.push(...sentenceLines([noSpaceSentence(leftOut, "select fewer columns")]));
  }
  await writeNotes(io, notes);
  return EXIT.done;
}
