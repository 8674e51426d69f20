import { useState } from "preact/hooks";

/** Copies a text, and says that it did. */
export function CopyButton({ text, title }: { text: string; title: string }) {
  const [state, setState] = useState<"" | "Copied" | "Cannot copy; select it instead">("");
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setState("Copied"),
      () => setState("Cannot copy; select it instead"),
    );
  return (
    <span class="copy">
      <button type="button" onClick={copy}>{title}</button>
      <span role="status">{state}</span>
    </span>
  );
}
