import { FIELDS } from "../../gen/facts.ts";
import { splitPath } from "./record_schema.ts";

/** Names of identifying fields, as the spec and the API's older names have them. */
const PII_NAMES: ReadonlySet<string> = new Set(
  FIELDS.filter(({ pii }) => pii).flatMap(({ path, aliases }) => [
    wordsOf(splitPath(path).name),
    ...aliases.map(wordsOf),
  ]),
);

/** Names of the other fields of the spec: what they hold is known to be harmless. */
const HARMLESS_NAMES: ReadonlySet<string> = new Set(
  FIELDS.filter(({ pii }) => !pii).map(({ path }) => splitPath(path).name),
);

/** Words in names beyond the spec that identify a person, a household or a place. */
const PII_WORDS = new RegExp(
  `(^| )(${
    [
      "ip|ipv4|ipv6|ip address|viewer|subscriber|household|login|e?mail|phone|msisdn",
      "user ?id|user ?name|profile id|account id|customer id|first name|last name|full name",
      "latitude|longitude|lat|lon|lng|zip|zip code|postcode|postal code",
    ].join("|")
  })( |$)`,
);

/** Whether a field or a tag of this name identifies a viewer. */
export function isPiiName(name: string): boolean {
  const words = wordsOf(name);
  return PII_NAMES.has(words) || PII_WORDS.test(words);
}

/** Whether the spec knows the name, and that what it holds identifies nobody. */
export function isHarmlessName(name: string): boolean {
  return HARMLESS_NAMES.has(name);
}

/** A name as lower-case words: `c3.viewerId` is `c3 viewer id`. */
function wordsOf(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .replace(/[^a-z\d]+/g, " ")
    .trim();
}
