import {
  context,
  metrics,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
} from "@opentelemetry/api";
import { type Fetch, VERSION } from "../../src/mod.ts";

const NAME = "conviva-sessions-mcp";
const tracer = trace.getTracer(NAME, VERSION);
const meter = metrics.getMeter(NAME, VERSION);

/** Names of the semantic conventions for MCP. */
const duration = meter.createHistogram("mcp.server.operation.duration", {
  unit: "s",
  description: "Time from a tool call to its answer",
});

/**
 * Runs a call of a tool inside a span and counts it. Neither knows the arguments, which may identify
 * viewers.
 *
 * @param failure What kind of failure an answer is; `undefined` for a success.
 */
export function traced<Answer>(
  tool: string,
  run: () => Promise<Answer>,
  failure: (answer: Answer) => string | undefined,
): Promise<Answer> {
  const attributes: Record<string, string> = {
    "mcp.method.name": "tools/call",
    "gen_ai.tool.name": tool,
    "gen_ai.operation.name": "execute_tool",
  };
  const started = performance.now();
  return tracer.startActiveSpan(
    `tools/call ${tool}`,
    { kind: SpanKind.SERVER, attributes },
    async (span) => {
      let type: string | undefined = "unexpected";
      try {
        const answer = await run();
        type = failure(answer);
        return answer;
      } finally {
        if (type) {
          attributes["error.type"] = type;
          span.setAttribute("error.type", type).setStatus({ code: SpanStatusCode.ERROR });
        }
        duration.record((performance.now() - started) / 1000, attributes);
        span.end();
      }
    },
  );
}

/**
 * Sends requests inside spans, which know the path but not the query: it may identify viewers. Deno's
 * own span of a `fetch` would know it, and is left out, as long as its sampler heeds the parent:
 * `OTEL_TRACES_SAMPLER=parentbased_always_on`.
 */
export function tracedFetch(send: Fetch): Fetch {
  return (request) => {
    const { pathname, hostname } = new URL(request.url);
    const attributes = {
      "http.request.method": request.method,
      "url.path": pathname,
      "server.address": hostname,
    };
    return tracer.startActiveSpan(
      `${request.method} ${pathname}`,
      { kind: SpanKind.CLIENT, attributes },
      async (span) => {
        try {
          const response = await context.with(unsampled(span), () => send(request));
          span.setAttribute("http.response.status_code", response.status);
          if (!response.ok) span.setStatus({ code: SpanStatusCode.ERROR });
          return response;
        } catch (error) {
          span.setStatus({ code: SpanStatusCode.ERROR });
          throw error;
        } finally {
          span.end();
        }
      },
    );
  };
}

/** A context whose spans are not recorded. */
function unsampled(parent: Span) {
  return trace.setSpanContext(context.active(), {
    ...parent.spanContext(),
    traceFlags: TraceFlags.NONE,
  });
}
