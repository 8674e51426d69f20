import type { AccountDimension, Endpoint } from "../../../src/mod.ts";
import { type SeenValue, synonymOf } from "../../../src/view/mod.ts";
import { cleanText } from "../../render/clean_text.ts";
import type { ToolContext } from "../tool_context.ts";

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
  { endpoint, seen }: Pick<ToolContext, "endpoint" | "seen">,
): readonly NamedDimension[] {
  const { dimensions, tagPrefix } = endpoint;
  const known = new Map<string, string>([
    ...Object.entries(dimensions).map(([name, { description }]) => [name, description] as const),
    ...(account ?? []).filter(({ name }) => !Object.hasOwn(dimensions, name))
      .map(({ name, label }) => [name, label] as const),
  ]);
  for (const tag of seen.tags()) {
    const name = tagPrefix + tag;
    // A name that cannot be shown as it is would be of no use as a key.
    if (!known.has(name) && tag !== "" && cleanText(name) === name) known.set(name, "Custom tag");
  }
  const listed = account && new Set(account.map(({ name }) => name));
  return [...known].map(([name, meaning]) => {
    const isTag = name.startsWith(tagPrefix);
    return {
      name,
      meaning,
      isTag,
      // The list of an account need not have its tags.
      inAccount: isTag ? listed?.has(name) || undefined : listed?.has(name),
      values: () => isTag ? seen.ofTag(name.slice(tagPrefix.length)) : seen.of(name),
    };
  });
}

/** The one of a name, of a name without the prefix of tags, or of a synonym such as `country`. */
export function findDimension(
  dimensions: readonly NamedDimension[],
  wanted: string,
  endpoint: Endpoint,
): NamedDimension | undefined {
  const byName = (name: string | undefined) => dimensions.find((known) => known.name === name);
  return byName(wanted) ?? byName(synonymOf(wanted, endpoint)) ??
    byName(endpoint.tagPrefix + wanted);
}
