import type { PageRequest, RequestPage } from "../client/request_page.ts";
import { PayloadTooLargeError } from "../errors/payload_too_large_error.ts";
import { ResponseFormatError } from "../errors/response_format_error.ts";
import { SessionsError } from "../errors/sessions_error.ts";
import type { DecodedPage } from "../session/decoded_page.ts";

/** What came of asking for a window. */
export type WindowAnswer =
  | { readonly kind: "page"; readonly page: DecodedPage; readonly requests: number }
  | { readonly kind: "too_large"; readonly requests: number }
  | { readonly kind: "error"; readonly error: unknown; readonly requests: number };

/**
 * Asks for a window. An answer that cannot be read is asked for once more: the transport retries
 * what has no answer, and a cut-off body is an answer to it. Never rejects.
 */
export async function askWindow(
  requestPage: RequestPage,
  request: PageRequest,
  signal: AbortSignal,
): Promise<WindowAnswer> {
  let requests = 0;
  for (let isSecond = false;; isSecond = true) {
    try {
      const { attempts, ...page } = await requestPage(request, signal);
      return { kind: "page", page, requests: requests + attempts };
    } catch (error) {
      requests += error instanceof SessionsError ? error.request.attempts ?? 1 : 0;
      if (error instanceof PayloadTooLargeError) return { kind: "too_large", requests };
      if (error instanceof ResponseFormatError && !isSecond) continue;
      return { kind: "error", error, requests };
    }
  }
}
