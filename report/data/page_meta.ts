/** Under which name the result of a tool has what its page draws. */
export const PAGE_META = "conviva-sessions/page";
