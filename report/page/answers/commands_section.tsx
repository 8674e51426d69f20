import type { Command } from "../../report_data.ts";
import { CopyButton } from "../controls/copy_button.tsx";
import { visibleText } from "../text/visible_text.ts";

/** What to type to get the answer again, and what goes further. */
export function CommandsSection({ commands }: { commands: readonly Command[] }) {
  if (commands.length === 0) return null;
  return (
    <section>
      <h2>Commands</h2>
      <ul class="commands">
        {commands.map(({ title, text }) => (
          <li key={title}>
            <h3>{title}</h3>
            <pre tabIndex={0}><code><bdi>{visibleText(text)}</bdi></code></pre>
            <CopyButton text={text} title="Copy the command" />
          </li>
        ))}
      </ul>
    </section>
  );
}
