import type { Endpoint } from "../../../gen/endpoint.ts";
import { meantPairs, readList, tagCorrection } from "../finding/correction.ts";
import { checkSize } from "./check_size.ts";
import type { Report } from "../finding/finding.ts";
import { readEntries } from "../filter/read_entries.ts";

/** Checks the custom tags of a query: names without the API's prefix, and one value each. */
export function checkTags(
  value: unknown,
  endpoint: Endpoint,
  report: Report,
): Record<string, string> {
  const { tagPrefix } = endpoint;
  const entries = readEntries(value);
  if (!entries) {
    report("tags", { value }, {
      problem: "this must be an object",
      allowed: "an object of names and values",
      correction: meantPairs("tags", value),
    });
  }
  if (!checkSize("tags", entries ?? [], "tags", endpoint, report)) return {};
  const tags: [string, string][] = [];
  for (const [name, given] of entries ?? []) {
    const members = readList(given) ?? [];
    const text = members.length === 1 ? members[0] : given;
    const correction = tagCorrection(name, text, endpoint);
    const isPrefixed = name.startsWith(tagPrefix);
    if (isPrefixed || name.trim() === "") {
      report(`tags.${name}`, { value: name }, {
        problem: isPrefixed
          ? `the prefix '${tagPrefix}' is put before the name of a tag, and would be doubled`
          : "the name of a tag must not be empty",
        allowed: `a name without '${tagPrefix}'`,
        correction,
      });
    }
    if (typeof given === "string" && given.trim() !== "") {
      tags.push([name, given]);
    } else {
      report(`tags.${name}`, { value: given }, {
        problem: `the value of a tag must ${
          typeof given === "string" ? "not be empty" : "be text"
        }`,
        allowed: "text that is not empty",
        correction,
        ...members.length > 1 && { wayOut: "one_call_each" as const },
      });
    }
  }
  return Object.fromEntries(tags);
}
