/** Reads `true` and `false`, also written as text or as 1 and 0; `undefined` if it is neither. */
export function parseBoolean(value: unknown): boolean | undefined {
  switch (typeof value === "string" ? value.trim().toLowerCase() : value) {
    case true:
    case "true":
    case "1":
    case 1:
      return true;
    case false:
    case "false":
    case "0":
    case 0:
      return false;
    default:
      return undefined;
  }
}
