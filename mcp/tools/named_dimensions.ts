import { type AccountDimension, CONTENT } from "../../src/mod.ts";
import { synonymOf } from "../../src/view/mod.ts";
import { cleanText } from "../render/clean_text.ts";
import type { SeenValue, SeenValues } from "../seen_values.ts";

/** A dimension or a custom tag. */
export interface NamedDimension {
  /** The name for filters and fields; a tag's has the prefix. */
  readonly name: string;
  readonly meaning: string;
  readonly isTag: boolean;
  /** Whether the account lists it; `undefined` if that is not known. */
  readonly inAccount: boolean | undefined;
  /** Values of sessions seen lately, most frequent first. */
  readonly values: () => readonly SeenValue[];
}

/**
 * Everything that sessions can be filtered by beside the flags: the catalogue, what the account
 * lists, and the tags of sessions seen lately.
 *
 * @param account The account's list; `undefined` if the API did not say.
 */
export function namedDimensions(
  account: readonly AccountDimension[] | undefined,
  seen: SeenValues,
): readonly NamedDimension[] {
  const known = new Map<string, string>([
    ...Object.entries(CONTENT.dimensions).map(([name, { description }]) =>
      [name, description] as const
    ),
    ...(account ?? []).filter(({ name }) => !Object.hasOwn(CONTENT.dimensions, name))
      .map(({ name, label }) => [name, label] as const),
  ]);
  for (const tag of seen.tags()) {
    const name = CONTENT.tagPrefix + tag;
    // A name that cannot be shown as it is would be of no use as a key.
    if (!known.has(name) && tag !== "" && cleanText(name) === name) known.set(name, "Custom tag");
  }
  const listed = account && new Set(account.map(({ name }) => name));
  return [...known].map(([name, meaning]) => {
    const isTag = name.startsWith(CONTENT.tagPrefix);
    return {
      name,
      meaning,
      isTag,
      // The list of an account need not have its tags.
      inAccount: isTag ? listed?.has(name) || undefined : listed?.has(name),
      values: () => isTag ? seen.ofTag(name.slice(CONTENT.tagPrefix.length)) : seen.of(name),
    };
  });
}

/** The one of a name, of a name without the prefix of tags, or of a synonym such as `country`. */
export function findDimension(
  dimensions: readonly NamedDimension[],
  wanted: string,
): NamedDimension | undefined {
  const byName = (name: string | undefined) => dimensions.find((known) => known.name === name);
  return byName(wanted) ?? byName(synonymOf(wanted, CONTENT)) ?? byName(CONTENT.tagPrefix + wanted);
}
