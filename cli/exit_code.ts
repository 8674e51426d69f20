/** What the process tells its caller. */
export const EXIT = {
  /** Done. */
  done: 0,
  /** A defect, of ours or of the machine. */
  unexpected: 1,
  /** The request is wrong: nothing was sent, or the API refused it. */
  wrongRequest: 2,
  /** Credentials are missing or refused. */
  credentials: 3,
  /** The API failed or cannot be reached. */
  apiFailed: 4,
  /** Done, but the coverage is incomplete for another reason than the caller's own limit. */
  incomplete: 5,
  /** Interrupted by the user. */
  interrupted: 130,
} as const;

/** One of the exit codes. */
export type ExitCode = typeof EXIT[keyof typeof EXIT];
