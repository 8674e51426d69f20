/** What an answer was read as, and what it took. */
export interface Reading<Content> {
  /** The content of its body. */
  readonly content: Content;
  /** Attempts that it took, the first one included. */
  readonly attempts: number;
  /** When the attempt that succeeded was sent, by the API's clock, Unix milliseconds. */
  readonly sentAtMs: number;
}

/**
 * A response whose body has been read and understood already, so that what cannot be is noticed
 * while there is still an attempt left.
 */
export class ReadResponse<Content> extends Response {
  /** What it was read as. */
  readonly reading: Reading<Content>;

  /** Keeps a reading beside the head of a response. */
  constructor(head: Response, reading: Reading<Content>) {
    super(null, { status: head.status, statusText: head.statusText, headers: head.headers });
    this.reading = reading;
  }

  /** Nothing: the body has been read. */
  override text(): Promise<string> {
    return Promise.resolve("");
  }
}
