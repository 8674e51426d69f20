import { useEffect, useState } from "preact/hooks";
import type { NextCall } from "../../report_data.ts";
import { Page } from "../page.tsx";
import { visibleText } from "../text/visible_text.ts";
import { connectHost, type Host, type Shown } from "./host.ts";
import { HostContext } from "./host_context.ts";

/** The page inside of an assistant: it draws what the host sends, and goes further by its calls. */
export function HostedPage({ window }: { window: Window }) {
  const [host, setHost] = useState<Host>();
  const [trail, setTrail] = useState<readonly Shown[]>([{ kind: "waiting" }]);
  const [isAsking, setIsAsking] = useState(false);
  useEffect(() => {
    // What the host sends begins a new trail.
    connectHost(window, (shown) => setTrail([shown])).then(setHost);
  }, [window]);
  const ask = async ({ tool, arguments: args }: NextCall) => {
    setIsAsking(true);
    const shown = await host!.call(tool, args)
      .catch((error: Error): Shown => ({ kind: "words", text: error.message }));
    setIsAsking(false);
    setTrail((before) => [...before, shown]);
  };
  const shown = trail.at(-1)!;
  return (
    <HostContext.Provider value={host}>
      {trail.length > 1 && (
        <p class="tools">
          <button type="button" onClick={() => setTrail(trail.slice(0, -1))}>Back</button>
        </p>
      )}
      {shown.kind === "page" && (
        <>
          <Page key={trail.length} data={shown.data} />
          {host?.canCall && <NextCalls calls={shown.data.calls ?? []} onAsk={ask} />}
        </>
      )}
      {shown.kind === "words" && <pre class="words">{visibleLines(shown.text)}</pre>}
      <p role="status" class="note">
        {isAsking || shown.kind === "waiting" ? "Waiting for an answer" : ""}
      </p>
    </HostContext.Provider>
  );
}

function NextCalls({ calls, onAsk }: {
  calls: readonly NextCall[];
  onAsk: (call: NextCall) => void;
}) {
  if (calls.length === 0) return null;
  return (
    <nav class="tools" aria-label="Go further">
      {calls.map((call) => (
        <button key={call.title} type="button" onClick={() => onAsk(call)}>
          {visibleText(call.title)}
        </button>
      ))}
    </nav>
  );
}

function visibleLines(text: string): string {
  return text.split("\n").map(visibleText).join("\n");
}
