import { useLayoutEffect, useRef } from "preact/hooks";
import type { PackedSessions } from "../../data/pack_sessions.ts";
import { DownloadJson } from "../controls/download.tsx";
import { useTimes } from "../display.ts";
import { Foreign } from "../text/foreign.tsx";
import { wholeText } from "./cell_text.ts";
import { recordAt } from "./session_record.ts";
import { valueAt } from "./session_rows.ts";

/** All that is known of a session, over the page until it is closed. */
export function SessionDetails({ sessions, row, onClose }: {
  sessions: PackedSessions;
  row: number;
  onClose: () => void;
}) {
  const times = useTimes();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current!.showModal(), []);
  const known = sessions.columns.map((column) => ({ column, value: valueAt(column, row) }))
    .filter(({ value }) => value !== null);
  return (
    <dialog ref={dialog} class="details" aria-labelledby="details-title" onClose={onClose}>
      <header>
        <h2 id="details-title">Session</h2>
        <form method="dialog">
          <button type="submit">Close</button>
        </form>
      </header>
      <dl tabIndex={0} aria-label="Fields of the session">
        {known.map(({ column, value }) => (
          <div key={column.name}>
            <dt>
              <Foreign text={column.name} />
            </dt>
            <dd>
              <bdi>{wholeText(value, column.unit, times)}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <DownloadJson name="session" value={() => recordAt(sessions.columns, row)} />
    </dialog>
  );
}
