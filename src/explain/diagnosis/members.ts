import { selectRows } from "../../analysis/table/select_rows.ts";
import type { SessionTable } from "../../analysis/table/session_table.ts";
import type { TimeWindow } from "../../query/time/time_window.ts";

/** Sessions that came when a window was asked for. */
interface Came {
  readonly table: SessionTable;
  readonly asked: TimeWindow;
}

/**
 * Whether an API selects sessions by their end, as far as what came tells: none ended after its window.
 * Then all that came belong to their windows, whenever they started.
 */
export function areSelectedByEnd(came: readonly Came[]): boolean {
  return came.every(({ table, asked }) =>
    table.measures.endMs.every((endMs) => !(endMs > asked.endMs))
  );
}

/**
 * The sessions that started in their window: what an API that selects by overlap brings beside them
 * would be long ones, the more of them the shorter the window. Those of which no start is known stay.
 */
export function startedIn({ table, asked }: Came): SessionTable {
  const { startMs } = table.measures;
  const rows = Uint32Array.from({ length: table.length }, (_, row) => row)
    .filter((row) => !(startMs[row]! < asked.startMs || startMs[row]! >= asked.endMs));
  return selectRows(table, rows);
}
