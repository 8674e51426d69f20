import { TAG_PREFIX } from "../../gen/facts.ts";
import { bareTagName, exampleText } from "./correction.ts";
import type { Report } from "./finding.ts";
import { readEntries } from "./read_entries.ts";

/** Checks the custom tags of a query: names without the API's prefix, and one value each. */
export function checkTags(value: unknown, report: Report): Record<string, string> {
  const entries = readEntries(value);
  if (!entries) {
    report("tags", { value }, {
      problem: "this must be an object",
      allowed: "an object of names and values",
      correction: { tags: { plan: "premium" } },
    });
  }
  const tags: [string, string][] = [];
  for (const [name, text] of entries ?? []) {
    const correction = { tags: { [bareTagName(name)]: exampleText(text) } };
    const isPrefixed = name.startsWith(TAG_PREFIX);
    if (isPrefixed || name.trim() === "") {
      report(`tags.${name}`, { value: name }, {
        problem: isPrefixed
          ? `the prefix '${TAG_PREFIX}' is put before the name of a tag, and would be doubled`
          : "the name of a tag must not be empty",
        allowed: `a name without '${TAG_PREFIX}'`,
        correction,
      });
    }
    if (typeof text === "string" && text.trim() !== "") {
      tags.push([name, text]);
    } else {
      report(`tags.${name}`, { value: text }, {
        problem: `the value of a tag must ${typeof text === "string" ? "not be empty" : "be text"}`,
        allowed: "text that is not empty",
        correction,
      });
    }
  }
  return Object.fromEntries(tags);
}
