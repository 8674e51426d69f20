const ACCEPTED = "application/json, text/event-stream";

/**
 * The headers of a request, with an `Accept` that takes anything written out: the SDK wants both
 * types by their names.
 */
export function withAccept(headers: Headers): Headers {
  const accept = (headers.get("accept") ?? "").toLowerCase();
  const ranges = accept.split(",", MAX_RANGES).map((range) => range.split(";", 1)[0]!.trim());
  const takes = (type: string, subtype: string) =>
    ranges.some((range) =>
      range === "*/*" || range === `${type}/*` || range === `${type}/${subtype}`
    );
  const isAny = accept.trim() === "" ||
    (takes("application", "json") && takes("text", "event-stream"));
  if (!isAny) return headers;
  const written = new Headers(headers);
  written.set("accept", ACCEPTED);
  return written;
}

/** A browser sends eight or so. */
const MAX_RANGES = 50;
