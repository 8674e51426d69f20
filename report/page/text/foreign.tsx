import { shortText, visibleText } from "./visible_text.ts";

/** A text that comes from somebody else, kept apart from the words around it. */
export function Foreign({ text, isWhole = false }: { text: string; isWhole?: boolean }) {
  return <bdi>{isWhole ? visibleText(text) : shortText(text)}</bdi>;
}

/** The values that sessions have in common, for example of their CDN. */
export function Common({ where }: { where: Readonly<Record<string, string | null>> }) {
  const pairs = Object.entries(where);
  if (pairs.length === 0) return <>All sessions</>;
  return (
    <>
      {pairs.map(([name, value]) => (
        <span class="pair" key={name}>
          <span class="name">
            <Foreign text={name} />
          </span>{" "}
          {value === null ? <em>none</em> : <Foreign text={value} />}
        </span>
      ))}
    </>
  );
}
