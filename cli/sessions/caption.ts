import type { CheckedQuery, Filters } from "../../src/mod.ts";
import { shellSyntax } from "../../src/view/mod.ts";
import { cleanText } from "../text/clean_text.ts";
import { rangeText } from "../text/time_text.ts";
import { count } from "../text/words.ts";

/** Says what a pull of sessions is of: how many, when, and what they match. */
export function caption({ range, filters }: CheckedQuery, sessions: number): string {
  const matching = filterText(filters);
  return `${count(sessions, "session")}, ${rangeText(range)}${matching && `, ${matching}`}`;
}

/** The filters as somebody would type them. */
function filterText({ parameters, tags, dimensions }: Filters): string {
  return cleanText(shellSyntax({ ...parameters, tags, dimensions }));
}
