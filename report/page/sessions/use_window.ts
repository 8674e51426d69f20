import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

/** Height of a row; all have the same, so that a place tells a row. */
export const ROW_PX = 32;

/** Rows that are made above and below those that are seen, so that a step of the keyboard finds one. */
const OVERSCAN = 8;

/** Rows that are printed: a longer table is for the file that can be downloaded. */
const PRINTED = 100;

/** The rows that are made of a long table: those that are seen, and when it is printed the first. */
export function useWindow(length: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ top: 0, height: 640 });
  const isPrinting = useIsPrinting();
  const measure = () => {
    const element = scroller.current;
    if (element) setPlace({ top: element.scrollTop, height: element.clientHeight });
  };
  useLayoutEffect(measure, [length]);
  useEffect(() => {
    const observer = new ResizeObserver(measure);
    observer.observe(scroller.current!);
    return () => observer.disconnect();
  }, []);
  const first = Math.max(0, Math.floor(place.top / ROW_PX) - OVERSCAN);
  const end = Math.min(length, Math.ceil((place.top + place.height) / ROW_PX) + OVERSCAN);
  return {
    scroller,
    onScroll: measure,
    first: isPrinting ? 0 : Math.min(first, end),
    end: isPrinting ? Math.min(length, PRINTED) : end,
    firstSeen: Math.ceil(place.top / ROW_PX),
    rowsSeen: Math.max(1, Math.floor(place.height / ROW_PX) - 1),
    isPrinting,
  };
}

function useIsPrinting(): boolean {
  const [isPrinting, setIsPrinting] = useState(false);
  useEffect(() => {
    const query = matchMedia("print");
    const update = () => setIsPrinting(query.matches);
    update();
    query.addEventListener("change", update);
    return () => query.removeEventListener("change", update);
  }, []);
  return isPrinting;
}
