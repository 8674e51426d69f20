import type { Diagnosis, Observations, Where } from "../../analysis/diagnosis/mod.ts";
import { beginAndEnd } from "../../analysis/diagnosis/since/begin_and_end.ts";
import type { TimeWindow } from "../../query/time/time_window.ts";

/**
 * A diagnosis whose causes began and ended as the sessions of more windows tell than those of its
 * baseline. As in a diagnosis, a session speaks for the first cause that has it.
 *
 * @param windows The range, and what was asked of the time just before it.
 * @param baseline What the diagnosis rests on: nothing began there.
 */
export function sinceOver(
  found: Diagnosis,
  observations: Observations,
  windows: readonly TimeWindow[],
  baseline: readonly TimeWindow[],
): Diagnosis {
  if (found.verdict !== "incident") return found;
  const { startMs, sessions } = observations;
  let rows = Uint32Array.from({ length: observations.length }, (_, row) => row).filter((row) =>
    sessions[row]! > 0 &&
    [...windows, ...baseline].some((window) =>
      startMs[row]! >= window.startMs && startMs[row]! < window.endMs
    )
  );
  const causes = found.causes.map((cause) => {
    const isIn = membersOf(cause.where, observations);
    const own = rows.filter(isIn);
    rows = rows.filter((row) => !isIn(row));
    return { ...cause, since: beginAndEnd(observations, own, windows, baseline) };
  });
  return { ...found, causes };
}

function membersOf(where: Where, { attributes }: Observations): (row: number) => boolean {
  const terms = attributes.filter(({ name }) => Object.hasOwn(where, name)).map(
    ({ name, values, codes }) => ({ codes, code: values.indexOf(where[name]!) }),
  );
  return (row) => terms.every(({ codes, code }) => codes[row] === code);
}
