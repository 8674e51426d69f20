import type { Found } from "./found.ts";

/** What dotted numbers in a text may be besides addresses, by what its field is called. */
export type DottedNumbers = "addresses" | "products" | "versions";

const OCTET = String.raw`(?:25[0-5]|2[0-4]\d|[01]?\d?\d)`;
const IPV4 = new RegExp(
  String.raw`(?<!\d)(?<!\d\.)(?:${OCTET}\.){3}${OCTET}(?!\d)(?!\.\d)`,
  "g",
);
const HOST_OF_IPV4 = new RegExp(
  String.raw`(?<![a-z\d])(?:ip|ec2|host|dsl|dyn)-(?:${OCTET}-){3}${OCTET}(?!\d)`,
  "gi",
);
const VERSION_BEFORE = /(?:^|[^a-z])(?:v|ver|version|build|release|firmware|sdk)[ .:=/-]{0,2}$/i;
const PRODUCT_BEFORE = /[a-z]\/$/i;

/** Anything with two colons; whether it is an address is for a parser of addresses to say. */
const MAYBE_IPV6 =
  /(?<![\da-z])(?=[\da-f]*:[\da-f]*:)[\da-f:]{2,60}(?:(?:\.\d{1,3}){3})?(?:%[\w.-]+)?(?![\da-z])/gi;

const MAC = new RegExp(
  String.raw`(?<![\da-z])(?:[\da-f]{2}([:-])(?:[\da-f]{2}\1){4,6}[\da-f]{2}` +
    String.raw`|(?:[\da-f]{4}\.){2}[\da-f]{4})(?![\da-z])`,
  "gi",
);

/** Replaces the MAC and IP addresses in a text, in every form. */
export function hideAddresses(text: string, dotted: DottedNumbers, found: Found): string {
  return text
    .replace(MAC, (mac) => found.hide(mac))
    .replace(MAYBE_IPV6, (candidate) => hideIpv6(candidate, found))
    .replace(HOST_OF_IPV4, (host) => found.hide(host))
    .replace(IPV4, (address, at: number, whole: string) => {
      const before = whole.slice(Math.max(0, at - 12), at);
      const isPort = /^:\d/.test(whole.slice(at + address.length));
      const isVersion = VERSION_BEFORE.test(before) || (dotted === "versions" && !isPort) ||
        (PRODUCT_BEFORE.test(before) && (dotted !== "addresses" || address.endsWith(".0.0.0")));
      return isVersion ? address : found.hide(address);
    });
}

/** Groups and colons of an address, and of what may stand before and behind it. */
const MAX_PARTS = 24;

/** Replaces the longest address in a run of groups, which may have a name before or a port after. */
function hideIpv6(candidate: string, found: Found): string {
  const [run = "", zone] = candidate.split("%");
  const parts = run.split(/(?=(?<!:):)|(?<=:)(?!:)/);
  // More addresses than one, or a fingerprint.
  if (parts.length > MAX_PARTS) return found.hide(candidate);
  for (let length = parts.length; length > 0; length--) {
    for (let start = 0; start + length <= parts.length; start++) {
      const address = parts.slice(start, start + length).join("");
      if (!isIpv6(address)) continue;
      const before = parts.slice(0, start).join("");
      const after = run.slice(before.length + address.length);
      // The zone belongs to the address that it stands behind.
      return after === "" && zone !== undefined
        ? before + found.hide(`${address}%${zone}`)
        : before + found.hide(address) + after + (zone === undefined ? "" : `%${zone}`);
    }
  }
  return candidate;
}

/** Whether a text is an address; the parser of URLs knows, and is asked about what is like one only. */
function isIpv6(text: string): boolean {
  const colons = text.split(":").length - 1;
  const isLikely = text.includes("::") ? /[\da-f]/i.test(text) : colons === 7 || colons === 6;
  return isLikely && URL.canParse(`http://[${text}]/`);
}
