import type { Filters } from "../../../src/query/check/checked_query.ts";
import { Foreign } from "./foreign.tsx";

/** What sessions match. */
export function FilterList({ filters: { parameters, dimensions, tags } }: { filters: Filters }) {
  const pairs = [
    ...Object.entries(parameters).map(([name, value]) => [name, String(value)] as const),
    ...Object.entries(dimensions).map(([name, values]) => [name, values.join(" or ")] as const),
    ...Object.entries(tags),
  ];
  if (pairs.length === 0) return <>all sessions</>;
  return (
    <>
      {pairs.map(([name, value]) => (
        <span class="pair" key={name}>
          <span class="name">
            <Foreign text={name} />
          </span>{" "}
          <Foreign text={value} />
        </span>
      ))}
    </>
  );
}
