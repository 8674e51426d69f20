import {
  type Endpoint,
  fieldValue,
  type QueryError,
  type Session,
  sessionKey,
} from "../../../src/mod.ts";
import { closest, perEndpoint, queryError } from "../../../src/view/mod.ts";
import { Line } from "../../render/line.ts";

/** An order of sessions. */
export interface Sort {
  /** The order of the windows that the range is asked in. */
  readonly windows: "newest" | "oldest";
  /** Whether the order needs all sessions of the range before it knows the first; by `compare`. */
  readonly needsAll: boolean;
  /** In words. */
  readonly words: Line;
  /** Whether a session has the value that the order is by. Sessions without one come last. */
  readonly hasPlace: (session: Session) => boolean;
  /** Orders sessions that come in the order of the windows. */
  readonly compare: (a: Session, b: Session) => number;
}

/** The fields that an order can be by. */
const numbersOf = perEndpoint(({ fields }): readonly string[] =>
  fields.filter(({ type }) => type === "number" || type === "integer").map(({ path }) => path)
);

/**
 * Reads an order: `newest`, `oldest`, or a field of numbers, with a minus in front for the largest
 * first. Sessions without a value come last.
 *
 * @throws QueryError if there is no such field.
 */
export function readSort(text: string, endpoint: Endpoint): Sort {
  if (text === "newest" || text === "oldest") {
    const hasPlace = (session: Session) =>
      typeof fieldValue(session, endpoint.key.start) === "number";
    return {
      windows: text,
      needsAll: false,
      words: Line.own(`${text} first`),
      hasPlace,
      compare: (a, b) => Number(hasPlace(b)) - Number(hasPlace(a)),
    };
  }
  const isDescending = text.startsWith("-");
  const path = isDescending ? text.slice(1) : text;
  const numbers = numbersOf(endpoint);
  if (!numbers.includes(path)) throw unknownSort(text, path, numbers);
  return {
    windows: "newest",
    needsAll: true,
    words: Line.own(`by ${path}, ${isDescending ? "largest" : "smallest"} first, unknown last`),
    hasPlace: (session) => typeof fieldValue(session, path) === "number",
    compare: by(path, isDescending, endpoint),
  };
}

function by(path: string, isDescending: boolean, endpoint: Endpoint): Sort["compare"] {
  const missing = isDescending ? -Infinity : Infinity;
  const read = (session: Session) => {
    const value = fieldValue(session, path);
    return typeof value === "number" ? value : missing;
  };
  return (a, b) => {
    const [left, right] = isDescending ? [read(b), read(a)] : [read(a), read(b)];
    if (left !== right) return left - right;
    // The same order every time, so that a page goes on where the one before ended.
    return sessionKey(a, endpoint) < sessionKey(b, endpoint) ? -1 : 1;
  };
}

function unknownSort(text: string, path: string, numbers: readonly string[]): QueryError {
  const meant = closest(path, numbers);
  return queryError([{
    parameter: "sort",
    received: JSON.stringify(text),
    problem: `there is no such order${meant ? `; did you mean ${meant}?` : ""}`,
    allowed: `newest, oldest, or one of ${
      numbers.join(", ")
    }, with - in front for the largest first`,
    ...meant && { correction: { sort: text.replace(path, meant) } },
  }]);
}
