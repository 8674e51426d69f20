import type { ComponentChildren } from "preact";
import type { NumberFormat } from "../format/numbers.ts";
import type { Scale } from "../scale/scale.ts";
import { Axis } from "./axis.tsx";

/** A row: what it is about, its picture, and its numbers. */
export interface RankedRow {
  /** Tells it from the others. */
  readonly key: string | number;
  /** What it is about. */
  readonly label: ComponentChildren;
  /** What else there is to say about that, in small. */
  readonly about?: ComponentChildren;
  /** Its picture. */
  readonly mark: ComponentChildren;
  /** Its value, in words. */
  readonly value: ComponentChildren;
  /** How sure that is. */
  readonly interval?: ComponentChildren;
  /** What belongs below it. */
  readonly below?: ComponentChildren;
}

/** Rows with a picture each, on one scale if there is an axis: a table, so that it can be heard. */
export function RankedRows({ caption, titles, rows, axis }: {
  caption: ComponentChildren;
  titles: readonly [label: string, picture: string, value: string];
  rows: readonly RankedRow[];
  axis?: { readonly scale: Scale; readonly write: NumberFormat };
}) {
  return (
    <table class="ranked">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{titles[0]}</th>
          <th scope="col" class="picture">
            <span class={axis ? "unseen" : ""}>{titles[1]}</span>
            {axis && <Axis {...axis} />}
          </th>
          <th scope="col" class="number">{titles[2]}</th>
        </tr>
      </thead>
      {rows.map(({ key, label, about, mark, value, interval, below }) => (
        <tbody key={key}>
          <tr>
            <th scope="row">
              {label}
              {about && <small>{about}</small>}
            </th>
            <td class="picture">{mark}</td>
            <td class="number">
              <strong>{value}</strong>
              {interval && <small>{interval}</small>}
            </td>
          </tr>
          {below && (
            <tr class="below">
              <td colSpan={3}>{below}</td>
            </tr>
          )}
        </tbody>
      ))}
    </table>
  );
}
