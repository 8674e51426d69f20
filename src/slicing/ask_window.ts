import type { PageRequest } from "../client/request_page.ts";
import { PayloadTooLargeError } from "../errors/payload_too_large_error.ts";
import { ResponseFormatError } from "../errors/response_format_error.ts";
import { SessionsError } from "../errors/sessions_error.ts";
import type { DecodedPage } from "../session/decoded_page.ts";
import type { SliceDeps } from "./types.ts";

/** What came of asking for a window. */
export type WindowAnswer =
  & {
    /** HTTP requests made. */
    readonly requests: number;
    /** When the answer came, by the API's clock. */
    readonly answeredAtMs: number;
  }
  & (
    | { readonly kind: "page"; readonly page: DecodedPage }
    | { readonly kind: "too_large" }
    | { readonly kind: "error"; readonly error: unknown }
  );

/**
 * Asks for a window. An answer that cannot be read is asked for once more: the transport retries
 * what has no answer, and a cut-off body is an answer to it. Never rejects.
 */
export async function askWindow(
  { requestPage, clock }: SliceDeps,
  request: PageRequest,
  signal: AbortSignal,
): Promise<WindowAnswer> {
  let requests = 0;
  for (let isSecond = false;; isSecond = true) {
    try {
      const { attempts, answeredAtMs, ...page } = await requestPage(request, signal);
      return { kind: "page", page, requests: requests + attempts, answeredAtMs };
    } catch (error) {
      requests += error instanceof SessionsError ? error.request.attempts ?? 1 : 0;
      if (error instanceof PayloadTooLargeError) {
        return { kind: "too_large", requests, answeredAtMs: clock.now() };
      }
      if (error instanceof ResponseFormatError && !isSecond) continue;
      return { kind: "error", error, requests, answeredAtMs: clock.now() };
    }
  }
}
