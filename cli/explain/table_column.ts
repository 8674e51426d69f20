import {
  type AnswerCell,
  type AnswerColumn,
  type AnswerRow,
  type AnswerTable,
  boundsCellText,
  figureCellText,
  type ForeignPart,
  type OwnPart,
  UNAVAILABLE_WORDS,
} from "../../src/view/mod.ts";
import type { Cell, Column } from "../table/column.ts";
import { partText } from "../text/sentence_text.ts";
import type { Paint, Tone } from "../text/style.ts";
import { axisText, barText } from "./bar_text.ts";
import { seriesText, shortenSeries } from "./series_text.ts";

/** How a table about an answer is written. */
export interface TableStyle {
  /** Columns of the terminal; absent for a file. */
  readonly width: number | undefined;
  readonly paint: Paint;
  /** Writes a moment, for example in a time zone. */
  readonly timeText: (ms: number) => string;
}

/** The width of drawings on a terminal of so many columns. */
function drawingWidth(width: number | undefined): number {
  if (width === undefined || width >= 110) return 24;
  return width >= 80 ? 16 : 12;
}

const VERDICTS: Readonly<Record<Extract<AnswerCell, { kind: "verdict" }>["verdict"], Cell>> = {
  worse: { text: "✗ worse", tone: "bad" },
  better: { text: "✓ better", tone: "good" },
  no_difference_shown: { text: "· not shown", tone: "dim" },
};

const EMPHASIS: Readonly<Record<NonNullable<AnswerRow["emphasis"]>, Tone>> = {
  bad: "bad",
  good: "good",
  uncertain: "warning",
};

/** A column of a table about an answer, for a terminal. */
export function tableColumn(
  column: AnswerColumn,
  index: number,
  table: AnswerTable,
  style: TableStyle,
): Column<AnswerRow> & { readonly rank: number } {
  const { axis, isNumeric, title, rank } = column;
  const width = drawingWidth(style.width);
  const most = mostOf(table, index);
  const isText = !isNumeric && !axis;
  return {
    rank,
    title: axis ? axisText(axis, width) : partText(title),
    align: isNumeric ? "right" : "left",
    ...isText && textWidths(column, table, index),
    cell: (row) => {
      const cell = row.cells[index]!;
      const isMarked = axis !== undefined || rank === 1 || (rank === 0 && row.emphasis !== "good");
      const tone = isMarked ? toneOf(row) : rowTone(row);
      switch (cell.kind) {
        case "none":
          return { text: cell.why === undefined ? "" : UNAVAILABLE_WORDS[cell.why], tone: "dim" };
        case "list":
          return { text: cell.parts.map(partText).join(""), tone };
        case "time":
          return { text: style.timeText(cell.ms), tone };
        case "bar":
          return { text: axis ? barText(cell, axis, width, row.emphasis !== undefined) : "", tone };
        case "series":
          return { text: seriesText(shortenSeries(cell.values, 2 * width), most), tone };
        case "verdict":
          return VERDICTS[cell.verdict];
        default:
          return { text: cellText(cell), tone };
      }
    },
  };
}

/** What is long is cut rather than left out. */
function textWidths({ title }: AnswerColumn, { rows }: AnswerTable, index: number) {
  const kind = rows[0]?.cells[index]?.kind;
  if (kind === "list") return { minWidth: 38 };
  if (kind === "words" && index === 0) return { minWidth: 22 };
  return title.kind === "text" ? { minWidth: 14, maxWidth: 32 } : {};
}

/** A piece as a cell of a table. */
function cellText(part: OwnPart | ForeignPart): string {
  switch (part.kind) {
    case "figure":
      return figureCellText(part);
    case "bounds":
      return boundsCellText(part);
    default:
      return partText(part);
  }
}

/** The highest value of all series of a column, so that they are drawn alike. */
function mostOf({ rows }: AnswerTable, index: number): number {
  return rows.reduce((most, { cells }) => {
    const cell = cells[index]!;
    return cell.kind === "series"
      ? Math.max(most, ...cell.values.map((value) => value ?? 0))
      : most;
  }, 0);
}

function toneOf(row: AnswerRow): Tone {
  return row.emphasis ? EMPHASIS[row.emphasis] : rowTone(row);
}

function rowTone({ kind }: AnswerRow): Tone {
  return kind === "total" ? "strong" : kind === "other" ? "dim" : "plain";
}
