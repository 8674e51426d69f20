import { refusalResponse, type RefusalShape } from "./refusals.ts";

/** Ends a request with an error status. */
export class HttpProblem extends Error {
  override readonly name = "HttpProblem";

  /** An error with its status, and headers beside the usual. */
  constructor(
    readonly status: number,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }

  /** The answer, with a body of a shape. */
  toResponse(shape: RefusalShape): Response {
    return refusalResponse(shape, this.message, this);
  }
}
