/** Chooses the zone of all times. */
export function ZoneSwitch({ zone, near, onChange }: {
  zone: string;
  /** The zones that a reader most likely means. */
  near: readonly string[];
  onChange: (zone: string) => void;
}) {
  const others = Intl.supportedValuesOf("timeZone").filter((one) => !near.includes(one));
  return (
    <label class="zone">
      Times in{" "}
      <select value={zone} onChange={(event) => onChange(event.currentTarget.value)}>
        {near.map((one) => <option key={one}>{one}</option>)}
        <optgroup label="All zones">
          {others.map((one) => <option key={one}>{one}</option>)}
        </optgroup>
      </select>
    </label>
  );
}
