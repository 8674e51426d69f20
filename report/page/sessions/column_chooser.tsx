import type { PackedColumn } from "../../data/pack_sessions.ts";
import { Foreign } from "../text/foreign.tsx";

/** Chooses the columns that are shown. */
export function ColumnChooser({ columns, shown, onChange }: {
  columns: readonly PackedColumn[];
  shown: readonly string[];
  onChange: (shown: readonly string[]) => void;
}) {
  return (
    <details class="columns">
      <summary>Columns ({shown.length} of {columns.length})</summary>
      <fieldset>
        <legend class="unseen">Columns that are shown</legend>
        {columns.map(({ name }) => (
          <label key={name}>
            <input
              type="checkbox"
              checked={shown.includes(name)}
              onChange={(event) =>
                onChange(
                  event.currentTarget.checked
                    ? [...shown, name]
                    : shown.filter((one) => one !== name),
                )}
            />{" "}
            <Foreign text={name} />
          </label>
        ))}
      </fieldset>
    </details>
  );
}
