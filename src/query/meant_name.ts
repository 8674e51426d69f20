import { type DimensionFact, DIMENSIONS, type ParameterFact, PARAMETERS } from "../../gen/facts.ts";
import { closest, isNegated, MAX_NAME_LENGTH, mistyped, plain } from "./closest.ts";

/** A synonym shorter than this is too near to other words for typing errors in it. */
const SHORTEST_TO_MISTYPE = 4;

/** Every synonym of a filter, with the name that the API has for it. */
const SYNONYMS: ReadonlyMap<string, string> = new Map(
  [
    ...Object.entries<ParameterFact>(PARAMETERS),
    ...Object.entries<DimensionFact>(DIMENSIONS),
  ].flatMap(([name, { synonyms }]) => synonyms.map((synonym) => [synonym, name] as const)),
);

/** Synonyms by how they are written without case and separators, such as `vsft` for `VSF-T`. */
const PLAIN_SYNONYMS = new Map([...SYNONYMS].map(([synonym, name]) => [plain(synonym), name]));

/** The parameter or dimension that has this synonym, whatever its case and separators: `country`. */
export function synonymOf(name: string): string | undefined {
  return PLAIN_SYNONYMS.get(plain(name));
}

/**
 * The parameter or dimension that an unknown name stands for: another spelling, a synonym (`vsf`,
 * `country`), or one of these with typing errors.
 *
 * @param names What else there is, beside the API's own: parameters of the library, dimensions of
 * the account.
 * @returns `undefined` if that is not clear.
 */
export function meantName(name: string, names: readonly string[] = []): string | undefined {
  if (name.length > MAX_NAME_LENGTH || isNegated(name)) return undefined;
  const all = [...names, ...Object.keys(DIMENSIONS), ...Object.keys(PARAMETERS)];
  const written = plain(name);
  const known = all.find((candidate) => plain(candidate) === written && written !== "") ??
    PLAIN_SYNONYMS.get(written) ?? PLAIN_SYNONYMS.get(written.replace(/^is/, ""));
  if (known !== undefined) return known;
  const mistypable = [...SYNONYMS.keys()].filter((synonym) =>
    synonym.length >= SHORTEST_TO_MISTYPE
  );
  // A part of a name of the API's is none of these, `status` of `preroll_status`: what people leave
  // out of those is among the synonyms.
  const found = mistyped(name, all) ?? mistyped(name, mistypable) ??
    closest(name, names.filter(isOwn));
  return found === undefined ? undefined : SYNONYMS.get(found) ?? found;
}

/** Whether a name is not one of the API's. */
function isOwn(name: string): boolean {
  return !Object.hasOwn(DIMENSIONS, name) && !Object.hasOwn(PARAMETERS, name);
}
