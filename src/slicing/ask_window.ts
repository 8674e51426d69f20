import type { PageRequest } from "../client/request_page.ts";
import { PayloadTooLargeError, SessionsError } from "../errors.ts";
import type { TimeWindow } from "../query/time_window.ts";
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
    | {
      readonly kind: "page";
      readonly page: DecodedPage;
      readonly reached: TimeWindow | undefined;
    }
    | { readonly kind: "too_large" }
    | { readonly kind: "error"; readonly error: unknown }
  );

/** Asks for a window. Never rejects. */
export async function askWindow(
  { requestPage, clock }: SliceDeps,
  request: PageRequest,
  signal: AbortSignal,
): Promise<WindowAnswer> {
  try {
    const { attempts, answeredAtMs, reached, ...page } = await requestPage(request, signal);
    return { kind: "page", page, requests: attempts, answeredAtMs, reached };
  } catch (error) {
    const requests = error instanceof SessionsError ? error.request.attempts ?? 1 : 0;
    const answeredAtMs = clock.now();
    return error instanceof PayloadTooLargeError
      ? { kind: "too_large", requests, answeredAtMs }
      : { kind: "error", error, requests, answeredAtMs };
  }
}
