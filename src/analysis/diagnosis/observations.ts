/** Non-negative whole numbers, one a row. */
export type Counts = Uint8Array | Uint16Array | Uint32Array;

/** A dimension or tag of every row, as codes into its values; `null` means that it has none. */
export interface CodedAttribute {
  /** Name of the dimension or tag. */
  readonly name: string;
  /** The values; a code is a position in them. */
  readonly values: readonly (string | null)[];
  /** The code of each row. */
  readonly codes: Counts;
}

/**
 * What a diagnosis works on: a row is a session, or many sessions that agree in all attributes and
 * almost in time.
 */
export interface Observations {
  /** Number of rows. */
  readonly length: number;
  /** The attributes that may explain bad sessions. */
  readonly attributes: readonly CodedAttribute[];
  /** Sessions of each row; 0 where it is not known whether they are bad. */
  readonly sessions: Counts;
  /** Bad sessions of each row, at most its `sessions`. */
  readonly bad: Counts;
  /** Start of each row, Unix milliseconds. */
  readonly startMs: ArrayLike<number>;
  /**
   * Whether rows without bad sessions are a sample, and `sessions` says how many each stands for, while
   * those with bad ones are all that there are (a case-control study). Without it, nothing is a sample.
   */
  readonly isSampled?: boolean;
}

/** Attribute values that sessions have in common; without any, all sessions. */
export type Where = Readonly<Record<string, string>>;
