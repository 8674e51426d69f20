import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { PackedColumn, PackedValue } from "../../data/pack_sessions.ts";
import { useTimes } from "../display.ts";
import { cellWriter, isNumeric } from "./cell_text.ts";
import { type Order, valueAt } from "./session_rows.ts";
import { ROW_PX, useWindow } from "./use_window.ts";

/** What the table is higher than its rows: their titles, the bar to scroll with, and the frame. */
const FRAME_PX = 56;

/** A long table of which only what is seen is made. Its rows can be walked with the arrow keys. */
export function SessionTable({ columns, rows, order, onOrder, onOpen }: {
  columns: readonly PackedColumn[];
  /** The rows that are shown, in their order. */
  rows: Uint32Array;
  order: Order | undefined;
  onOrder: (column: string) => void;
  onOpen: (row: number) => void;
}) {
  const times = useTimes();
  const window = useWindow(rows.length);
  const { scroller, first, end, firstSeen, rowsSeen } = window;
  const [current, setCurrent] = useState(0);
  const mustFocus = useRef(false);
  useLayoutEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
    setCurrent(0);
  }, [rows]);
  // Before the next key is read, which is meant for the row that this one led to.
  useLayoutEffect(() => {
    if (!mustFocus.current) return;
    mustFocus.current = false;
    scroller.current?.querySelector<HTMLElement>(`[data-position="${current}"]`)?.focus({
      preventScroll: true,
    });
  });
  const goTo = (position: number) => {
    const next = Math.min(rows.length - 1, Math.max(0, position));
    const element = scroller.current!;
    const header = element.querySelector("thead")!.clientHeight;
    const seen = element.clientHeight - header;
    const top = next * ROW_PX;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + ROW_PX > element.scrollTop + seen) element.scrollTop = top + ROW_PX - seen;
    mustFocus.current = true;
    setCurrent(next);
    window.onScroll();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: rowsSeen,
      PageUp: -rowsSeen,
      Home: -rows.length,
      End: rows.length,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    goTo(stop + step);
  };
  // One row is a stop of the tab key: the one that was walked to, if it is there to be seen.
  const stop = current >= first && current < end ? current : Math.min(firstSeen, rows.length - 1);
  const writers = columns.map((column) => cellWriter(column, times));
  const widths = columns.map((column, index) => widthOf(column, writers[index]!));
  return (
    <div
      class="session-scroll"
      ref={scroller}
      onScroll={window.onScroll}
      tabIndex={-1}
      role="region"
      aria-label="Sessions"
      style={{ height: `${rows.length * ROW_PX + FRAME_PX}px` }}
    >
      <table
        class="sessions"
        aria-rowcount={rows.length + 1}
        style={{ width: `${widths.reduce((sum, width) => sum + width, 0)}ch` }}
      >
        <colgroup>
          {columns.map(({ name }, index) => (
            <col key={name} style={{ width: `${widths[index]}ch` }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <ColumnHead key={column.name} column={column} order={order} onOrder={onOrder} />
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={onKeyDown}>
          <Space rows={first} columns={columns.length} />
          {Array.from(rows.subarray(first, end), (row, index) => {
            const position = first + index;
            return (
              <tr
                key={row}
                aria-rowindex={position + 2}
                class={position === current ? "is-current" : ""}
                onClick={() => onOpen(row)}
              >
                {columns.map((column, at) => {
                  const text = writers[at]!(valueAt(column, row));
                  return (
                    <td key={column.name} class={isNumeric(column) ? "number" : ""}>
                      {at === 0
                        ? (
                          <button
                            type="button"
                            class="row-button"
                            data-position={position}
                            tabIndex={position === stop ? 0 : -1}
                            aria-haspopup="dialog"
                            onFocus={() => setCurrent(position)}
                          >
                            <bdi>{text || "details"}</bdi>
                          </button>
                        )
                        : <bdi>{text}</bdi>}
                    </td>
                  );
                })}
              </tr>
            );
          })}
          {!window.isPrinting && <Space rows={rows.length - end} columns={columns.length} />}
        </tbody>
      </table>
      {window.isPrinting && end < rows.length && (
        <p>The first {end} of {rows.length} sessions are printed.</p>
      )}
    </div>
  );
}

function ColumnHead({ column, order, onOrder }: {
  column: PackedColumn;
  order: Order | undefined;
  onOrder: (column: string) => void;
}) {
  const isOrdered = order?.column === column.name;
  return (
    <th
      scope="col"
      class={isNumeric(column) ? "number" : ""}
      aria-sort={!isOrdered ? "none" : order.isDescending ? "descending" : "ascending"}
    >
      <button type="button" onClick={() => onOrder(column.name)}>
        <bdi>{column.title}</bdi>
        <span aria-hidden="true">{!isOrdered ? "" : order.isDescending ? " ↓" : " ↑"}</span>
      </button>
    </th>
  );
}

/** Stands for rows that are not made. */
function Space({ rows, columns }: { rows: number; columns: number }) {
  if (rows <= 0) return null;
  return (
    <tr class="space" aria-hidden="true" style={{ height: `${rows * ROW_PX}px` }}>
      <td colSpan={columns} />
    </tr>
  );
}

/** Characters that a column has space for, by its title and its first values. */
function widthOf(
  { title, values }: PackedColumn,
  write: (value: PackedValue) => string,
): number {
  const longest = Math.max(...values.slice(0, 200).map((value) => write(value).length));
  return Math.min(30, Math.max(title.length + 2, longest, 6)) + 3;
}
