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

  /** The answer. */
  toResponse(): Response {
    const { status, headers, message } = this;
    return Response.json({ message }, { status, headers });
  }
}
