/** Why there was no answer, in words of ours. */
export interface ConnectionCause {
  /** A part of a sentence that begins in lower case. It holds nothing of the request. */
  readonly text: string;
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;
  /** Whether the request may have been sent. */
  readonly sent: boolean;
  /** Whether the runtime does not let this program reach the host. */
  readonly lacksPermission: boolean;
}

interface KnownCause {
  /** Matches `name code message` of an error that has this cause, in any runtime. */
  readonly sign: RegExp;
  readonly text: string;
  /** Whether it stays until somebody changes something. */
  readonly stays?: boolean;
  /** Whether it is known of it that nothing was sent. */
  readonly isUnsent?: boolean;
  /** Whether it is a permission that is missing. */
  readonly lacksPermission?: boolean;
}

/**
 * The causes by what the platforms say: Deno and hyper in sentences, Node and Bun in codes, browsers
 * hardly at all. The first that matches wins.
 */
const CAUSES: readonly KnownCause[] = [
  {
    sign: /^(NotCapable|PermissionDenied)\b|requires net access/i,
    text: "this program may not reach the host; Deno allows it by --allow-net",
    stays: true,
    isUnsent: true,
    lacksPermission: true,
  },
  {
    sign: /requests to port \d+ are blocked|\bbad port\b/i,
    text: "no fetch may use this port",
    stays: true,
    isUnsent: true,
  },
  {
    sign: /invalid ur[il]|parse url|parsed as an? url|builder error|\bERR_INVALID_URL\b/i,
    text: "the URL is not valid or too long; fewer or shorter filters may help",
    stays: true,
    isUnsent: true,
  },
  {
    sign: /dns error|failed to lookup address|\b(ENOTFOUND|EAI_\w+|ENODATA|DNSException)\b/i,
    text: "the name of the host could not be looked up (DNS)",
    isUnsent: true,
  },
  {
    sign: /unsuccessful tunnel|proxy (auth|response|connect)|socks/i,
    text: "a proxy on the way refused the connection",
  },
  {
    sign: /certificate.{0,40}expired|CERT_HAS_EXPIRED/i,
    text: "the certificate of the host has expired",
    stays: true,
  },
  {
    sign: /not ?valid ?for ?name|ALTNAME|HOSTNAME_MISMATCH/i,
    text: "the certificate is not one of this host",
    stays: true,
  },
  {
    sign: /invalid peer certificate|certificate|\bCERT_|_CERT\b|UNABLE_TO_(GET|VERIFY)/i,
    text: "the certificate of the host is not trusted",
    stays: true,
  },
  {
    sign: /handshake|corrupt message|fatal alert|secure TLS|\b(EPROTO|E(RR_)?SSL\w*)\b/i,
    text: "no encrypted connection (TLS) could be made",
  },
  {
    sign: /connection ?refused|actively refused|\bECONNREFUSED\b/i,
    text: "the connection was refused: nothing listens there, or a firewall is between",
    isUnsent: true,
  },
  {
    sign: /unreachable|no route to host|\bE(NET|HOST)(UNREACH|DOWN)\b|\bEADDRNOTAVAIL\b/i,
    text: "there is no way through the network to the host",
  },
  {
    sign: /timed ?out|time-?out|deadline|\bETIMEDOUT\b/i,
    text: "the connection timed out",
  },
  {
    sign: /too many open files|\bE[MN]FILE\b/i,
    text: "too many files and connections are open on this machine",
  },
  {
    sign: /HTTPParserError|\bHPE_|invalid (http|chunk|header)|head is too large|HEADERS_OVERFLOW/i,
    text: "the answer is not proper HTTP",
  },
  {
    sign: /gzip|deflate|brotli|decompress|decod|unexpected end of file|\bZ_\w+_ERROR\b/i,
    text: "the body of the answer could not be decompressed",
  },
  {
    sign: new RegExp(
      "reset|broken pipe|aborted by peer|clos(ed|ing)|cut off|terminated|socket hang up|" +
        "reading a body|end of file|\\beof\\b|incomplete|goaway|stream error|http2 error|" +
        "\\b(ECONNRESET|ECONNABORTED|EPIPE|UND_ERR_SOCKET)\\b",
      "i",
    ),
    text: "the connection was closed before the answer was complete",
  },
  { sign: /^AbortError\b/, text: "the request was aborted" },
  {
    sign: /failed to fetch|networkerror when|load failed/i,
    text: "the browser does not tell why; the network may be down, or the host may not allow " +
      "requests from this page (CORS)",
  },
];

/** Deep enough for any runtime, and an end for errors that cause each other. */
const MAX_DEPTH = 6;
/** Platforms say what is wrong in fewer characters, the URL left out. */
const MAX_SIGNATURE_LENGTH = 2000;
/** What a class is called. */
const CLASS_NAME = /^[A-Za-z]\w{0,39}$/;

/**
 * Finds the cause of an error of `fetch` or of reading a body.
 *
 * The error's own text serves to tell causes apart and goes nowhere: it may hold the URL, and with
 * it the filters, which may identify viewers. An unknown cause is told by the class of the error.
 */
export function connectionCause(error: unknown): ConnectionCause {
  const errors = causesOf(error);
  const signatures = errors.map(signature);
  for (const { sign, text, stays = false, isUnsent = false, lacksPermission = false } of CAUSES) {
    if (signatures.some((text) => sign.test(text))) {
      return { text, retryable: !stays, sent: !isUnsent, lacksPermission };
    }
  }
  const name = errors.at(-1)?.name;
  const isClass = typeof name === "string" && CLASS_NAME.test(name);
  const text = `the cause is not known (${isClass ? name : "no class"})`;
  return { text, retryable: true, sent: true, lacksPermission: false };
}

/** An error and what lies beneath it, the outermost first. */
function causesOf(error: unknown, depth = 0): Error[] {
  if (!(error instanceof Error) || depth > MAX_DEPTH) return [];
  const parts = error instanceof AggregateError ? error.errors.slice(0, MAX_DEPTH) : [];
  return [error, ...[error.cause, ...parts].flatMap((inner) => causesOf(inner, depth + 1))];
}

/** What tells causes apart, without URLs, in which anything may be written. */
function signature(error: Error): string {
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  // A URL may be as long as its filters, and it is its beginning that takes time to look for.
  const message = String(error.message).replaceAll(/\w{1,20}:\/\/\S+/g, "");
  return `${error.name} ${code} ${message}`.slice(0, MAX_SIGNATURE_LENGTH);
}
