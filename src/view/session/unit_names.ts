import type { FieldFact } from "../../../gen/endpoint.ts";

type Unit = NonNullable<FieldFact["unit"]>;

/** What a unit is called. */
interface UnitName {
  /** Beside a value as the API has it. */
  readonly raw: string;
  /** In a heading over values that are written for people; absent where each value says its own. */
  readonly heading?: string;
}

const UNIT_NAMES: Readonly<Record<Unit, UnitName>> = {
  epoch_ms: { raw: "UTC", heading: "(UTC)" },
  ms: { raw: "ms" },
  bps: { raw: "bps", heading: "Mbps" },
  fps: { raw: "fps", heading: "fps" },
  percent: { raw: "%", heading: "%" },
  count: { raw: "" },
};

/** The unit of values that are written as the API has them, times aside, which are written in UTC. */
export function unitName(unit: Unit | undefined): string {
  return unit === undefined ? "" : UNIT_NAMES[unit].raw;
}

/** The unit over a column of values that are written for people; empty where they say it. */
export function unitHeading(unit: Unit | undefined): string {
  return unit === undefined ? "" : UNIT_NAMES[unit].heading ?? "";
}
