import type { ExitCode } from "../exit_code.ts";

/** Something that the user can put right, and that the library has no error for. */
export class CliError extends Error {
  /** Name of the error. */
  override readonly name = "CliError";
  /** What the process tells its caller. */
  readonly exitCode: ExitCode;

  /** Makes an error; its message is all that the user gets to see. */
  constructor(message: string, exitCode: ExitCode) {
    super(message);
    this.exitCode = exitCode;
  }
}
