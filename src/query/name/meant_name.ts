import type { Endpoint } from "../../../gen/endpoint.ts";
import { closest, isNegated, MAX_NAME_LENGTH, mistyped, plain } from "./closest.ts";
import { perEndpoint } from "../per_endpoint.ts";

/** A synonym shorter than this is too near to other words for typing errors in it. */
const SHORTEST_TO_MISTYPE = 4;

/** The names of an endpoint's filters, and what else they are called. */
interface FilterNames {
  /** The names that the API has. */
  readonly own: ReadonlySet<string>;
  /** Every synonym of a filter, with the name that the API has for it. */
  readonly synonyms: ReadonlyMap<string, string>;
  /** Synonyms by how they are written without case and separators, such as `vsft` for `VSF-T`. */
  readonly plainSynonyms: ReadonlyMap<string, string>;
}

const filterNames = perEndpoint(({ parameters, dimensions }): FilterNames => {
  const synonyms = [...Object.entries(parameters), ...Object.entries(dimensions)]
    .flatMap(([name, { synonyms }]) => synonyms.map((synonym) => [synonym, name] as const));
  return {
    own: new Set([...Object.keys(dimensions), ...Object.keys(parameters)]),
    synonyms: new Map(synonyms),
    plainSynonyms: new Map(synonyms.map(([synonym, name]) => [plain(synonym), name])),
  };
});

/** The parameter or dimension that has this synonym, whatever its case and separators: `country`. */
export function synonymOf(name: string, endpoint: Endpoint): string | undefined {
  return filterNames(endpoint).plainSynonyms.get(plain(name));
}

/**
 * The parameter or dimension that an unknown name stands for: another spelling, a synonym (`vsf`,
 * `country`), or one of these with typing errors.
 *
 * @param names What else there is, beside the API's own: parameters of the library, dimensions of
 * the account.
 * @returns `undefined` if that is not clear.
 */
export function meantName(
  name: string,
  endpoint: Endpoint,
  names: readonly string[] = [],
): string | undefined {
  if (name.length > MAX_NAME_LENGTH || isNegated(name)) return undefined;
  const { own, synonyms, plainSynonyms } = filterNames(endpoint);
  const all = [...names, ...own];
  const written = plain(name);
  const known = all.find((candidate) => plain(candidate) === written && written !== "") ??
    plainSynonyms.get(written) ?? plainSynonyms.get(written.replace(/^is/, ""));
  if (known !== undefined) return known;
  const mistypable = [...synonyms.keys()].filter((synonym) =>
    synonym.length >= SHORTEST_TO_MISTYPE
  );
  // A part of a name of the API's is none of these, `status` of `preroll_status`: what people leave
  // out of those is among the synonyms.
  const found = mistyped(name, all) ?? mistyped(name, mistypable) ??
    closest(name, names.filter((other) => !own.has(other)));
  return found === undefined ? undefined : synonyms.get(found) ?? found;
}
