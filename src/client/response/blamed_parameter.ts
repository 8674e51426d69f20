import { perEndpoint } from "../../query/per_endpoint.ts";

/**
 * Finds the parameter that a name of the API's stands for, as callers of the library write it: `start`
 * for `start_epoch_ms`, `tags.plan` for `tag_plan`.
 */
export type CallersName = (name: string) => string | undefined;

/** The names of an endpoint's parameters. */
export const callersNameOf = perEndpoint(({ parameters, dimensions, tagPrefix }): CallersName => {
  /** By their spelling without separators. */
  const names: ReadonlyMap<string, string> = new Map([
    ...Object.entries(parameters).map(([name, { edge }]) => [plain(name), edge ?? name] as const),
    ...Object.keys(dimensions).map((name) => [plain(name), `dimensions.${name}`] as const),
  ]);
  return (name) =>
    name.startsWith(tagPrefix) && name.length > tagPrefix.length
      ? `tags.${name.slice(tagPrefix.length)}`
      : names.get(plain(name));
});

/**
 * The parameter that a sentence is about, where that can be told: a name that is no word of English,
 * or one that stands where a parameter's name stands.
 */
export function blamedParameter(words: string, callersName: CallersName): string | undefined {
  for (const [name] of words.matchAll(/[a-z][\w-]*/gi)) {
    const isName = /[a-z]_[a-z]|[a-z][A-Z]/.test(name);
    const found = isName ? callersName(name) : undefined;
    if (found !== undefined) return found;
  }
  for (const pattern of PLACES) {
    for (const [, name] of words.matchAll(pattern)) {
      const found = callersName(name!);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** Where a word is a parameter's name: in quotes, behind words for it, or in front of a demand. */
const PLACES = [
  /["'`“‘\[]([\w-]+)["'`”’\]]/g,
  /\b(?:parameters?|params?|fields?|arguments?|dimensions?|filters?|(?:invalid|unknown|unsupported|unrecogni[sz]ed|missing|bad)(?: value (?:for|of))?|value (?:for|of))[ :]+(?:the )?([\w-]+)/gi,
  /\b([\w-]+)(?: (?:parameter|param|field|filter|dimension)\b| must\b| should\b| cannot\b| may not\b| (?:is|was) (?:not (?:an?|in|valid|allowed|supported|known|enabled|available)|too|out|invalid|required|missing|unknown|unsupported|larger|greater|above|below)\b| exceeds\b|\s*[:=])/gi,
];

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}
