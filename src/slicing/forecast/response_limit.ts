/** How much smaller a response is to become after one that was too large. */
const REDUCTION = 0.8;
/** How close to a limit that was too large to come. */
const CAUTION = 0.95;
/** Part of what has come that comes again for sure where responses were too large before. */
const SURE_PART = 0.9;
/** A step smaller than this part is not worth a test of its own. */
const SMALL_STEP = 0.05;
/** Sessions differ in size and accounts change: so many good responses put it to the test again. */
const RESPONSES_TO_TEST = 100;
/** Sessions that the average size of a session is taken from. */
const SIZE_MEMORY = 10_000;

/**
 * The limit to ask with: the API's own, until responses turn out to be too large in bytes. With a
 * lower limit such a window comes as a sample, which tells how to split it, and not as nothing.
 *
 * A response may also be called too large by chance, or by something on the way. What was refused
 * although as much has come before is doubtful and worth asking again; what was not is believed, and
 * after good responses half of the distance to the API's own limit is put to the test.
 */
export class ResponseLimit {
  readonly #maxSessions: number;
  #sessions: number;
  /** Most sessions that came in a response. */
  #fitting = 0;
  /** Least sessions that were too many. */
  #tooLarge = Infinity;
  /** Whether a limit half way to the API's own was tried since something was found too large. */
  #isDoubtTested = false;
  #untested = 0;
  /** Bytes of the latest sessions, and how many they were. */
  #sizes = { bytes: 0, records: 0 };

  /** @param maxSessions The API's own limit. */
  constructor(maxSessions: number) {
    this.#maxSessions = maxSessions;
    this.#sessions = maxSessions;
  }

  /** Most sessions in a response. */
  get sessions(): number {
    return this.#sessions;
  }

  /**
   * Whether it is doubtful that a response was too large, since as many sessions came before: then
   * the same is worth asking once more.
   *
   * @param limit What was asked for.
   * @param expected Sessions that the window was expected to have, if that was known.
   */
  isDoubtful(limit: number, expected = Infinity): boolean {
    // Where there is a lower limit, it is met by chance, by larger sessions than usual.
    const sure = this.#tooLarge === Infinity ? 1 : SURE_PART;
    return Math.min(limit, expected) <= sure * this.#fitting;
  }

  /**
   * Learns that so many records were not too large.
   *
   * @param bytes How large they were together, if that is known: what is known about larger and
   * smaller sessions then holds for these.
   */
  learnFitting(records: number, bytes?: number): void {
    if (bytes !== undefined) this.#learnSize(records, bytes);
    this.#fitting = Math.max(this.#fitting, records);
    if (records >= this.#tooLarge) this.#forgive(records);
    if (this.#sessions === this.#maxSessions || records < wellFilled(this.#sessions)) return;
    const highest = Math.min(this.#maxSessions, Math.floor(CAUTION * this.#tooLarge));
    if (this.#sessions < highest) this.#sessions = halfWay(this.#sessions, highest);
    else this.#test();
  }

  /** Learns that a response under a limit was too large, and that it is not doubtful. */
  learnTooLarge(limit: number): void {
    this.#tooLarge = Math.min(this.#tooLarge, limit);
    this.#untested = 0;
    const reduced = Math.floor(limit * REDUCTION);
    if (limit <= this.#fitting) this.#fitting = reduced;
    const known = Math.min(this.#fitting, Math.floor(limit * CAUTION));
    this.#sessions = Math.max(1, Math.min(this.#sessions, Math.max(reduced, known)));
  }

  /** Takes in that more came than had been too large: by far, so that it was an error, or hardly. */
  #forgive(records: number): void {
    const isError = records >= this.#tooLarge / CAUTION;
    this.#tooLarge = isError ? Infinity : records / CAUTION;
    if (isError) this.#isDoubtTested = false;
  }

  /** Goes beyond what was too large: far at first, as it may have been an error, then in steps. */
  #test(): void {
    if (!this.#isDoubtTested) {
      this.#isDoubtTested = true;
      this.#sessions = halfWay(this.#sessions, this.#maxSessions);
    } else if (++this.#untested > RESPONSES_TO_TEST) {
      this.#untested = 0;
      this.#tooLarge /= CAUTION;
    }
  }

  #learnSize(records: number, bytes: number): void {
    if (records === 0 || !(bytes > 0)) return;
    const before = this.#sizes;
    const kept = Math.max(0, 1 - records / SIZE_MEMORY);
    const now = {
      bytes: kept * before.bytes + bytes,
      records: kept * before.records + records,
    };
    this.#sizes = now;
    if (before.records === 0) return;
    // As many bytes as before are so many sessions now.
    const change = (before.bytes / before.records) / (now.bytes / now.records);
    this.#fitting *= change;
    if (this.#tooLarge === Infinity) return;
    this.#tooLarge *= change;
    this.#sessions = Math.max(
      1,
      Math.min(this.#maxSessions, Math.floor(this.#sessions * change)),
    );
  }
}

/** Records from which on a response says something about its limit, leaving room for chance. */
function wellFilled(limit: number): number {
  return 0.9 * limit - 2 * Math.sqrt(limit);
}

function halfWay(from: number, to: number): number {
  const half = Math.ceil((from + to) / 2);
  return half - from < SMALL_STEP * from ? to : half;
}
