import { useEffect, useMemo, useState } from "preact/hooks";
import type { TimeWindow } from "../../src/query/time/time_window.ts";
import type { PageData } from "../data/page_data.ts";
import { Answer } from "./answers/answer.tsx";
import { CommandsSection } from "./answers/commands_section.tsx";
import { ZoneSwitch } from "./controls/zone_switch.tsx";
import { TimesContext } from "./display.ts";
import { timesIn } from "./format/times.ts";
import { FilterList } from "./text/filter_list.tsx";
import { plainSentence, Sentences, SentenceText } from "./text/sentence.tsx";
import { visibleText } from "./text/visible_text.ts";

/** A longer headline is set in smaller type. */
const LONG_HEADLINE = 110;

/** The page: the answer in a sentence, its pictures, and how it was made. */
export function Page({ data }: { data: PageData }) {
  const near = useMemo(() => [...new Set(["UTC", localZone(), ...askedZone(data)])], [data]);
  const [zone, setZone] = useState("UTC");
  const times = useMemo(() => timesIn(zone), [zone]);
  const [headline, ...more] = data.sentences;
  const words = headline ? plainSentence(headline, times) : "";
  useEffect(() => {
    document.title = visibleText(words ? `${data.title}: ${words}` : data.title).slice(0, 200);
  }, [data, words]);
  return (
    <TimesContext.Provider value={times}>
      <header class="page-header">
        <p>
          {data.title}, {times.range(rangeOf(data))}
          {"answer" in data && data.kind !== "comparison" && (
            <>
              , <FilterList filters={data.answer.filters} />
            </>
          )}
        </p>
        <ZoneSwitch zone={zone} near={near} onChange={setZone} />
      </header>
      <main>
        <h1 class={words.length > LONG_HEADLINE ? "is-long" : ""}>
          {headline ? <SentenceText sentence={headline} /> : data.title}
        </h1>
        <Sentences sentences={more.map((sentence) => ({ ...sentence, details: [] }))} />
        <Answer data={data} />
        <InWords sentences={data.sentences} />
        <CommandsSection commands={data.commands} />
      </main>
      <footer>
        Made {times.second(data.madeAtMs)} ({zone})
      </footer>
    </TimesContext.Provider>
  );
}

/** All that there is to say, as it is said elsewhere, where the pictures leave some of it out. */
function InWords({ sentences }: { sentences: PageData["sentences"] }) {
  if (!sentences.some(({ details = [] }) => details.length > 0)) return null;
  return (
    <section>
      <h2>In words</h2>
      <details class="in-words">
        <summary>All that there is to say</summary>
        <Sentences sentences={sentences} />
      </details>
    </section>
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
