import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { type Times, timesIn } from "./format/times.ts";

/** How times are shown to this reader. */
export const TimesContext = createContext<Times>(timesIn("UTC"));

/** How times are shown to this reader. */
export function useTimes(): Times {
  return useContext(TimesContext);
}
