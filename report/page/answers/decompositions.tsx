import type { Decomposition } from "../../../src/analysis/comparison/decompose.ts";
import { METRICS } from "../../../src/analysis/metrics/metrics.ts";
import { changeFormat, intervalText } from "../format/numbers.ts";
import { Foreign } from "../text/foreign.tsx";

/** How much of each change is a change of who watches, and how much of how it goes. */
export function Decompositions({ decompositions }: { decompositions: readonly Decomposition[] }) {
  if (decompositions.length === 0) return null;
  return (
    <section>
      <h2>Other viewers, or another experience</h2>
      <div class="scroll" tabIndex={0} role="region" aria-label="Parts of the changes">
        <table class="figures">
          <thead>
            <tr>
              <th scope="col">metric</th>
              <th scope="col" class="number">change</th>
              <th scope="col" class="number">by another mix</th>
              <th scope="col" class="number">within the same kind</th>
              <th scope="col">mix of</th>
            </tr>
          </thead>
          <tbody>
            {decompositions.map((one) => <DecompositionRow key={one.metric} decomposition={one} />)}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function DecompositionRow({ decomposition }: { decomposition: Decomposition }) {
  const { metric, difference, composition, low, high, behaviour, dimension } = decomposition;
  const { title, unit } = METRICS[metric];
  const write = changeFormat(unit, [difference, composition, behaviour]);
  return (
    <tr>
      <th scope="row">{title}</th>
      <td class="number">{write(difference)}</td>
      <td class="number">
        {write(composition)} <small>{intervalText(low, high, write)}</small>
      </td>
      <td class="number">{write(behaviour)}</td>
      <td>
        <Foreign text={dimension} />
      </td>
    </tr>
  );
}
