import { type AnswerTable, jsonText, type Sentence } from "../../src/view/mod.ts";
import { csvOutput } from "../formats/csv_output.ts";
import type { Io } from "../io.ts";
import { sentenceText } from "../text/sentence_text.ts";
import { type Paint, painter } from "../text/style.ts";
import { wrapLines } from "../text/wrap_lines.ts";
import type { CsvForm } from "./csv/csv_form.ts";
import type { AnswerFormat } from "./explain_options.ts";
import type { TableStyle } from "./table_column.ts";
import { tableText, type WrittenTable } from "./table_text.ts";

/** A part of an answer in a terminal. */
export type AnswerPart =
  /** What it says; the first sentence of a part catches the eye. */
  | {
    readonly kind: "sentences";
    readonly sentences: readonly Sentence[];
    readonly isStrong?: boolean;
  }
  | { readonly kind: "table"; readonly table: AnswerTable }
  /** Drawings, as they are. */
  | { readonly kind: "lines"; readonly lines: (width: number, paint: Paint) => readonly string[] };

/** The ways in which an answer can be written. */
export interface AnswerForms<Answer, Row> {
  readonly answer: Answer;
  /** Its parts, for a terminal. */
  readonly parts: readonly AnswerPart[];
  /** Its rows and columns. */
  readonly csv: CsvForm<Row>;
  /** Writes a moment in a table. */
  readonly timeText: (ms: number) => string;
}

/** Width of drawings that go into a file. */
const FILE_WIDTH = 100;

/**
 * Writes an answer to standard output.
 *
 * @returns Titles of the columns for which there was no space.
 */
export async function writeAnswer<Answer, Row>(
  { stdout, env }: Io,
  format: AnswerFormat,
  { answer, parts, csv, timeText }: AnswerForms<Answer, Row>,
): Promise<string[]> {
  switch (format) {
    case "json":
      await stdout.write(`${jsonText(answer)}\n`);
      return [];
    case "csv": {
      const output = csvOutput(stdout, csv.columns);
      await output.write(csv.rows);
      await output.end();
      return [];
    }
    case "table": {
      const style = { width: stdout.columns(), paint: painter(stdout, env), timeText };
      const { text, leftOut } = terminalText(parts, style);
      await stdout.write(text);
      return leftOut;
    }
  }
}

function terminalText(parts: readonly AnswerPart[], style: TableStyle) {
  const { width, paint } = style;
  const tables: WrittenTable[] = [];
  const texts = parts.map((part) => {
    switch (part.kind) {
      case "sentences":
        return textOf(sentencesLines(part, width, paint));
      case "lines":
        return textOf(part.lines(width ?? FILE_WIDTH, paint));
      case "table": {
        const table = tableText(part.table, style);
        // Said once, under the first table that needs it.
        const isExplained = tables.some(({ legend }) => legend === table.legend);
        tables.push(table);
        return table.legend === undefined || isExplained
          ? table.text
          : table.text + textOf([paint(table.legend, "dim")]);
      }
    }
  });
  return {
    text: texts.filter((text) => text !== "").join("\n"),
    leftOut: [...new Set(tables.flatMap(({ leftOut }) => leftOut))],
  };
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}

function sentencesLines(
  { sentences, isStrong }: Extract<AnswerPart, { kind: "sentences" }>,
  width: number | undefined,
  paint: Paint,
): string[] {
  return sentences.flatMap((sentence, index) =>
    [sentence, ...sentence.details ?? []].flatMap((one, detail) => {
      const lines = wrapLines([sentenceText(one)], width);
      return isStrong && index === 0 && detail === 0
        ? lines.map((line) => paint(line, "strong"))
        : lines;
    })
  );
}
