/** What filters of the API cannot do, in words. */
export const CANNOT = {
  negate: "the API cannot negate: it finds what matches, and nothing by what does not",
  compare: "the API cannot compare: it finds values that are equal",
  match: "the API cannot match a part or a pattern: it finds whole values",
} as const;

/** How somebody wants the name and the value of a filter to go together. */
export type FilterOperator = "equal" | keyof typeof CANNOT;

/** A filter as somebody typed it. */
export interface TypedFilter {
  /** Name of the filter, as typed. */
  readonly name: string;
  /** What is wanted of its value. */
  readonly operator: FilterOperator;
  /** The values; several only where they were typed as a list; none where there is no operator. */
  readonly values: readonly string[];
  /** Whether it was typed as `name=value`. */
  readonly isPlain: boolean;
}

const SIGNS: Readonly<Record<string, FilterOperator>> = {
  "=": "equal",
  "==": "equal",
  "===": "equal",
  ":": "equal",
  ":=": "equal",
  "!=": "negate",
  "!==": "negate",
  "=!": "negate",
  "<>": "negate",
  "≠": "negate",
  "!~": "negate",
  "!:": "negate",
  "~": "match",
  "=~": "match",
  "~=": "match",
  "*=": "match",
  "=*": "match",
  "^=": "match",
  "$=": "match",
  "<": "compare",
  ">": "compare",
  "<=": "compare",
  ">=": "compare",
  "=<": "compare",
  "=>": "compare",
};

const WORDS: readonly (readonly [RegExp, FilterOperator])[] = [
  [
    /^(?:is\s+)?not(?:\s+(?:in|like|equals?|contains?|matches))?\b|^is\s*n['’o]t\b|^(?:ne|neq|nin|excludes?|without)\b/i,
    "negate",
  ],
  [/^(?:i?like|contains?|matches|(?:starts|ends)[\s_]?with|regexp?|has)\b/i, "match"],
  [/^(?:gte?|lte?|between|above|below|over|under|(?:greater|less)\s+than)\b/i, "compare"],
  [/^(?:in|is|eq|equals?)\b/i, "equal"],
];

const NAME = String.raw`[\p{L}\p{N}_.\-]+`;
const BY_SIGN = new RegExp(String.raw`^(${NAME})(\s*)([=!<>~:≠*^$]+)(\s*)([^]*)$`, "u");
const BY_WORD = new RegExp(String.raw`^(${NAME})\s+([^]+)$`, "u");

/**
 * Reads a filter: `name=value`, or what others write for it. What the API cannot do is told from what
 * it can, since the nearest filter that it takes means something else.
 */
export function readFilter(text: string): TypedFilter {
  const typed = text.trim();
  const negated = /^(?:!|-(?=\p{L})|not[\s(]+)\s*([^]*?)\)?$/iu.exec(typed);
  if (negated) {
    const { name, operator, values } = readFilter(negated[1]!);
    // Twice no may be yes; it is not for us to guess.
    return operator === "negate"
      ? { name: typed, operator, values: [], isPlain: false }
      : { name, operator: "negate", values: operator === "equal" ? values : [""], isPlain: false };
  }
  return readBySign(typed, text) ?? readByWord(typed) ?? readPair(text);
}

function readBySign(typed: string, text: string): TypedFilter | undefined {
  const [, name, before, signs, after, rest] = BY_SIGN.exec(typed) ?? [];
  const operator = SIGNS[signs!];
  if (name === undefined || operator === undefined) return undefined;
  // The name of a tag may have a colon.
  if (signs === ":" && rest!.includes("=")) return undefined;
  // Of `name=value` the value is all that stands behind, white space included; not so of
  // `name = value`.
  const isSpaced = before !== "" && after !== "";
  if (signs === "=" && !isSpaced) {
    const value = text.slice(text.indexOf("=") + 1);
    const isPattern = /^\*|[^\\]\*$/.test(value.trim());
    return { name, operator: isPattern ? "match" : "equal", values: [value], isPlain: true };
  }
  return { name, operator, values: [unquoted(rest!.trim())], isPlain: signs === "=" };
}

function readByWord(typed: string): TypedFilter | undefined {
  const [, name, rest] = BY_WORD.exec(typed) ?? [];
  if (name === undefined || typed.includes("=")) return undefined;
  for (const [word, operator] of WORDS) {
    const found = word.exec(rest!);
    if (!found) continue;
    const operand = rest!.slice(found[0].length).trim();
    const isList = /^in$/i.test(found[0]);
    const values = isList
      ? operand.replace(/^[([]|[)\]]$/g, "").split(",").map((value) => unquoted(value.trim()))
      : [unquoted(operand)];
    return { name, operator, values, isPlain: false };
  }
  return undefined;
}

/** All behind the first `=` is the value. */
function readPair(text: string): TypedFilter {
  const at = text.indexOf("=");
  return at < 0 ? { name: text.trim(), operator: "equal", values: [], isPlain: true } : {
    name: text.slice(0, at).trim(),
    operator: "equal",
    values: [text.slice(at + 1)],
    isPlain: true,
  };
}

function unquoted(text: string): string {
  return /^(["'])([^]*)\1$/.exec(text)?.[2] ?? text;
}
