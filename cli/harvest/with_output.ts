import { StorageError } from "../../src/harvest/mod.ts";
import { CliError } from "../errors/cli_error.ts";
import { EXIT } from "../exit_code.ts";

/** The caller named the wrong output, or wrote wrong SQL. */
const CALLERS = ["foreign", "mismatch", "missing", "name", "sql"];

/**
 * Does something with an output.
 *
 * @throws CliError if the output cannot be used, with what to do about it.
 */
export async function withOutput<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    const isCallers = CALLERS.includes(error.code);
    throw new CliError(error.message, isCallers ? EXIT.wrongRequest : EXIT.unexpected);
  }
}
