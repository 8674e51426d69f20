import type { ExitCode } from "../exit_code.ts";

/** What was found about one thing. */
export interface Finding {
  /** The thing. */
  readonly subject: string;
  /** How it is. */
  readonly state: string;
  /** What is wrong with it; absent if nothing. */
  readonly problem?: {
    /** What to do. */
    readonly wayOut: string;
    /** What the process tells its caller. */
    readonly exitCode: ExitCode;
  };
}
