/** Largest message, in bytes: no argument of a tool is anywhere near that long. */
export const MAX_MESSAGE_BYTES = 1024 * 1024;

/** Deepest nesting of parameters. */
export const MAX_MESSAGE_DEPTH = 16;

/** Longest text of an argument or parameter, unless it has a bound of its own, in characters. */
export const MAX_TEXT_LENGTH = 1000;

/** Longest text that stands for a list or an object, as some hosts write these. */
export const MAX_JSON_LENGTH = 100_000;

/** Longest name of anything, and longest text that says when. */
export const MAX_NAME_LENGTH = 200;

/** Most of the rate budget that one call uses in a minute; the rest is left to calls beside it. */
export const CALLER_SHARE = 0.5;

/** Most dimensions of a call, and most tags of it. */
export const MAX_FILTERS = 30;

/** Most values of a dimension. */
export const MAX_VALUES = 50;

/** Most columns that are asked for. */
export const MAX_FIELDS = 100;

/** Most members of what is not understood; what has more was not meant as a call of this tool. */
export const MAX_UNKNOWN = 100;

/** Most names in one object. */
export const MAX_NAMES = 1000;

/** Mistakes of a call that are told; of those beyond, it is not looked for what was meant. */
export const MAX_FINDINGS = 10;
