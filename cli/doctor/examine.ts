import { baseUrlFromEnv, credentialsFromEnv } from "../../src/mod.ts";
import { checkBaseUrl } from "../../src/view/mod.ts";
import type { ApiOptions } from "../api/api_options.ts";
import { connect } from "../api/connect.ts";
import { CliError } from "../errors/cli_error.ts";
import { EXIT } from "../exit_code.ts";
import type { Io } from "../io.ts";
import { list } from "../text/words.ts";
import { examineAnswer } from "./examine_answer.ts";
import { failure } from "./failure.ts";
import type { Finding } from "./finding.ts";

/** The oldest versions that have what this program uses. */
const OLDEST: ReadonlyMap<string, number> = new Map([["Deno", 2], ["Node", 22], ["Bun", 1]]);

/** Examines what a search needs, in the order in which it needs it; ends at what stops the rest. */
export async function* examine(io: Io, options: ApiOptions): AsyncGenerator<Finding> {
  yield examineRuntime(io.runtime);
  if (options.sandbox) yield { subject: "API", state: "simulated on this machine" };
  else {
    const findings = await Promise.all([examineCredentials(io), examineBaseUrl(io)]);
    yield* findings;
    if (findings.some(({ problem }) => problem)) return;
  }
  await using connection = await connect(io, { ...options, timeoutMs: options.timeout });
  const answer = await examineAnswer(io, checkBaseUrl(connection.baseUrl));
  yield* answer;
  if (answer.some(({ problem }) => problem)) return;
  yield await attempt("one request", "See above what is odd, and try again later", async () => {
    const query = { last: "1h", limit: 1 };
    const { sessions } = await connection.client.search(query, { signal: io.signal });
    return sessions.length > 0 ? "a session came" : "no session in the last hour, but an answer";
  });
}

function examineRuntime({ name, version, os }: Io["runtime"]): Finding {
  const oldest = OLDEST.get(name) ?? 0;
  return {
    subject: name,
    state: `${version} on ${os}`,
    ...parseInt(version) < oldest &&
      { problem: { wayOut: `Install ${name} ${oldest} or newer`, exitCode: EXIT.unexpected } },
  };
}

function examineCredentials({ env }: Io): Promise<Finding> {
  const wayOut = "Set both without white space around, or try without an account by --sandbox";
  return attempt("credentials", wayOut, () => {
    const { clientId, clientSecret } = credentialsFromEnv(env);
    const padded = [
      clientId !== clientId.trim() && "CONVIVA_CLIENT_ID",
      clientSecret !== clientSecret.trim() && "CONVIVA_CLIENT_SECRET",
    ].filter((name) => name !== false);
    if (padded.length > 0) {
      throw new CliError(
        `${list(padded)} begins or ends with white space, which is sent as a part of the key`,
        EXIT.credentials,
      );
    }
    return "CONVIVA_CLIENT_ID and CONVIVA_CLIENT_SECRET are set";
  });
}

function examineBaseUrl({ env }: Io): Promise<Finding> {
  const wayOut = "Unset CONVIVA_BASE_URL, or correct it";
  return attempt("base URL", wayOut, () => checkBaseUrl(baseUrlFromEnv(env)));
}

async function attempt(
  subject: string,
  wayOut: string,
  act: () => string | Promise<string>,
): Promise<Finding> {
  try {
    return { subject, state: await act() };
  } catch (error) {
    return failure(subject, error, wayOut);
  }
}
