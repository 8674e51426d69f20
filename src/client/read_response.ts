/**
 * A response whose body has been read already, so that a body cut off is noticed while there is
 * still an attempt left, and so that nobody has to read it twice.
 */
export class ReadResponse extends Response {
  readonly #body: string;
  /** Attempts that it took, the first one included. */
  readonly attempts: number;

  /** Keeps the body and the count of attempts beside the head of a response. */
  constructor(head: Response, body: string, attempts: number) {
    super(null, { status: head.status, statusText: head.statusText, headers: head.headers });
    this.#body = body;
    this.attempts = attempts;
  }

  /** The body. */
  override text(): Promise<string> {
    return Promise.resolve(this.#body);
  }
}
