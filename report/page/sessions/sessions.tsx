import { useMemo, useState } from "preact/hooks";
import type { PackedSessions } from "../../data/pack_sessions.ts";
import { csvLine } from "../../../src/view/csv_line.ts";
import { DownloadButton, DownloadJson } from "../controls/download.tsx";
import { countFormat } from "../format/numbers.ts";
import { shortText } from "../text/visible_text.ts";
import { ColumnChooser } from "./column_chooser.tsx";
import { SessionDetails } from "./session_details.tsx";
import { recordAt } from "./session_record.ts";
import { allRows, filterRows, type Order, orderRows, valueAt } from "./session_rows.ts";
import { SessionTable } from "./session_table.tsx";
import { Timeline } from "./timeline.tsx";

/** The sessions behind an answer: to be filtered, sorted, opened, and taken along. */
export function Sessions({ sessions, hasTimeline }: {
  sessions: PackedSessions;
  hasTimeline: boolean;
}) {
  const [order, setOrder] = useState<Order>();
  const [filter, setFilter] = useState({ text: "", column: "" });
  const [shown, setShown] = useState<readonly string[]>(sessions.shown);
  const [opened, setOpened] = useState<number>();
  const named = useMemo(
    () => new Map(sessions.columns.map((column) => [column.name, column])),
    [sessions],
  );
  const ordered = useMemo(() => {
    const column = order && named.get(order.column);
    return column ? orderRows(allRows(sessions), column, order.isDescending) : allRows(sessions);
  }, [sessions, named, order]);
  const rows = useMemo(() => filterRows(ordered, sessions, filter), [sessions, ordered, filter]);
  const columns = shown.flatMap((name) => named.get(name) ?? []);
  const changeOrder = (column: string) =>
    setOrder((last) => ({ column, isDescending: last?.column === column && !last.isDescending }));
  if (sessions.length === 0) return <p class="note">There is no session to show.</p>;
  return (
    <>
      {hasTimeline && <Timeline sessions={sessions} onOpen={setOpened} />}
      <section>
        <h2>Sessions</h2>
        <div class="tools">
          <label>
            Filter{" "}
            <input
              type="search"
              value={filter.text}
              placeholder="text in a value"
              onInput={(event) => setFilter({ ...filter, text: event.currentTarget.value })}
            />
          </label>
          <label>
            in{" "}
            <select
              value={filter.column}
              onChange={(event) => setFilter({ ...filter, column: event.currentTarget.value })}
            >
              <option value="">any column</option>
              {sessions.columns.map(({ name }) => (
                <option key={name} value={name}>{shortText(name)}</option>
              ))}
            </select>
          </label>
          <output role="status">
            {countFormat(rows.length)} of {countFormat(sessions.length)} sessions
          </output>
        </div>
        <ColumnChooser columns={sessions.columns} shown={shown} onChange={setShown} />
        {rows.length > 0 && columns.length > 0 && (
          <SessionTable
            columns={columns}
            rows={rows}
            order={order}
            onOrder={changeOrder}
            onOpen={setOpened}
          />
        )}
        <p class="tools">
          <DownloadButton
            name="sessions.csv"
            type="text/csv"
            title="Download CSV"
            text={() =>
              csvLine(columns.map(({ name }) => name)) +
              Array.from(rows, (row) => csvLine(columns.map((column) => valueAt(column, row))))
                .join("")}
          />
          <DownloadJson
            name="sessions"
            value={() => Array.from(rows, (row) => recordAt(sessions.columns, row))}
          />
        </p>
      </section>
      {opened !== undefined && (
        <SessionDetails
          sessions={sessions}
          row={opened}
          onClose={() => setOpened(undefined)}
        />
      )}
    </>
  );
}
