import { useEffect, useMemo, useState } from "preact/hooks";
import type { TimeWindow } from "../../src/query/time/time_window.ts";
import type { PageData } from "../data/page_data.ts";
import { Answer } from "./answers/answer.tsx";
import { CommandsSection } from "./answers/commands_section.tsx";
import { ZoneSwitch } from "./controls/zone_switch.tsx";
import { TimesContext } from "./display.ts";
import { timesIn } from "./format/times.ts";
import { plainSentence, Sentences, SentenceText } from "./text/sentence.tsx";
import { visibleText } from "./text/visible_text.ts";

/** The page: the answer in a sentence, its pictures, and how it was made. */
export function Page({ data }: { data: PageData }) {
  const near = useMemo(() => [...new Set(["UTC", localZone(), ...askedZone(data)])], [data]);
  const [zone, setZone] = useState("UTC");
  const times = useMemo(() => timesIn(zone), [zone]);
  const [headline, ...more] = data.sentences;
  useEffect(() => {
    const words = headline ? plainSentence(headline, times) : "";
    document.title = visibleText(words ? `${data.title}: ${words}` : data.title).slice(0, 200);
  }, [data, headline, times]);
  return (
    <TimesContext.Provider value={times}>
      <header class="page-header">
        <p>{data.title}, {times.range(rangeOf(data))}</p>
        <ZoneSwitch zone={zone} near={near} onChange={setZone} />
      </header>
      <main>
        <h1>{headline ? <SentenceText sentence={headline} /> : data.title}</h1>
        <Sentences sentences={[...headline?.details ?? [], ...more]} />
        <Answer data={data} />
        <CommandsSection commands={data.commands} />
      </main>
      <footer>
        Made {times.second(data.madeAtMs)} ({zone})
      </footer>
    </TimesContext.Provider>
  );
}

function rangeOf(data: PageData): TimeWindow {
  switch (data.kind) {
    case "comparison":
      return data.answer.current.range;
    case "search":
    case "viewer":
      return data.coverage.range;
    default:
      return data.answer.range;
  }
}

function localZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The zone in which the buckets of a summary begin. */
function askedZone(data: PageData): readonly string[] {
  return data.kind === "summary" ? [data.answer.timeZone] : [];
}
