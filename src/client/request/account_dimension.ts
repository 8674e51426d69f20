import { type RequestDetails, ResponseFormatError } from "../../errors.ts";

/** A dimension that the account can filter by. */
export interface AccountDimension {
  /** The name for queries, for example `asn`. */
  readonly name: string;
  /** The name for people, for example `AS Numbers`. */
  readonly label: string;
  /** Whether the account defined it; `undefined` if the API does not say. */
  readonly isCustom: boolean | undefined;
}

/**
 * Reads the list of an account's dimensions. Entries without a filter name are left out, since
 * nothing can be asked with them.
 *
 * @throws ResponseFormatError if the text is not such a list.
 */
export function decodeAccountDimensions(text: string, request: RequestDetails): AccountDimension[] {
  const entries = parseEntries(text);
  if (!entries) {
    throw new ResponseFormatError(
      "The API answered with something that is not a list of dimensions",
      request,
    );
  }
  return entries.flatMap((entry) => {
    // The documented form has a question mark in front of the parameter: `?asn`.
    const name = String(entry?.query_filter ?? "").replace(/^\?/, "");
    if (name === "") return [];
    const label = typeof entry?.name === "string" ? entry.name : name;
    const { is_custom: custom } = entry;
    return [{
      name,
      label,
      isCustom: custom === undefined || custom === null ? undefined : String(custom) === "true",
    }];
  });
}

function parseEntries(text: string): Record<string, unknown>[] | undefined {
  try {
    const parsed = JSON.parse(text);
    const entries = Array.isArray(parsed) ? parsed : parsed?.dimensions;
    return Array.isArray(entries) ? entries : undefined;
  } catch {
    return undefined;
  }
}
