import { API, networkFetch } from "../../src/mod.ts";
import { connectionCause, givePermission } from "../../src/view/mod.ts";
import { EXIT } from "../exit_code.ts";
import type { Io } from "../io.ts";
import { durationText } from "../text/duration_text.ts";
import { asSentence } from "../text/words.ts";
import type { Finding } from "./finding.ts";

/** A clock further off than this asks for what the API takes for the future. */
const MAX_SKEW_MS = 60_000;

/** Whether anything answers at the base URL, and how far its clock is from ours. No key is sent. */
export async function examineAnswer(io: Io, baseUrl: string): Promise<Finding[]> {
  const { host } = new URL(baseUrl);
  const subject = "network";
  let head: Response;
  try {
    const url = baseUrl + API.dimensionsPath;
    head = await networkFetch(new Request(url, { redirect: "manual", signal: io.signal }));
    await head.body?.cancel();
  } catch (error) {
    io.signal.throwIfAborted();
    const { text, lacksPermission } = connectionCause(error);
    const state = `${host} does not answer: ${text}`;
    const wayOut = lacksPermission
      ? asSentence(givePermission(host))
      : "Check the network, a proxy (HTTPS_PROXY) and the firewall";
    return [{ subject, state, problem: { wayOut, exitCode: EXIT.apiFailed } }];
  }
  const isThere = head.status !== 404 && head.status < 500;
  return [
    {
      subject,
      state: `${host} answers with ${head.status}`,
      ...!isThere && {
        problem: {
          wayOut: head.status === 404
            ? "Check the path of CONVIVA_BASE_URL: the API is not there"
            : "The API has a problem; try again later",
          exitCode: EXIT.apiFailed,
        },
      },
    },
    clock(head.headers.get("date"), io.now()),
  ];
}

function clock(date: string | null, nowMs: number): Finding {
  const subject = "clock";
  const skewMs = date === null ? NaN : nowMs - Date.parse(date);
  if (Number.isNaN(skewMs)) return { subject, state: "the API does not tell the time" };
  const state = `this machine is ${durationText(Math.abs(skewMs))} ` +
    (skewMs < 0 ? "behind the API" : "ahead of the API");
  if (Math.abs(skewMs) <= MAX_SKEW_MS) return { subject, state };
  const wayOut = "Set the clock of this machine, or ranges up to now will miss sessions";
  return { subject, state, problem: { wayOut, exitCode: EXIT.unexpected } };
}
