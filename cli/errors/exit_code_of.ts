import { SessionsError } from "../../src/mod.ts";
import { EXIT, type ExitCode } from "../exit_code.ts";
import { CliError } from "./cli_error.ts";

/** The exit code that an error means. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof CliError) return error.exitCode;
  if (!(error instanceof SessionsError)) return EXIT.unexpected;
  switch (error.code) {
    case "query":
      return EXIT.wrongRequest;
    case "authentication":
    case "permission":
      return EXIT.credentials;
    default:
      return EXIT.apiFailed;
  }
}
