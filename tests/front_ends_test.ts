import { assertEquals, assertStringIncludes } from "@std/assert";
import { errorText } from "../cli/errors/error_text.ts";
import { failureResult } from "../mcp/tools/failure.ts";
import {
  AuthenticationError,
  ConnectionError,
  createRedactor,
  PayloadTooLargeError,
  PermissionError,
  QueryError,
  RateLimitError,
  ResponseFormatError,
  ServerError,
  type SessionsError,
  TimeoutError,
} from "../src/mod.ts";
import { errorWords, SHELL_FAILURES, TOOL_FAILURES } from "../src/view/mod.ts";

/** What the API says of what it refuses, which is no word of ours. */
const SAID = { statement: "words of the API" };

/** Each way to fail, and what must be done about it, whoever is told; nothing if nothing helps. */
const FAILURES: readonly (readonly [error: SessionsError, act?: string])[] = [
  [new QueryError("m", [], { status: 400, ...SAID }), "lower the limit"],
  [new QueryError("m", [{ parameter: "limit", problem: "no" }], { status: 422, ...SAID })],
  [new QueryError("What cannot be asked", [])],
  [new AuthenticationError("m", { status: 401, ...SAID }), "to an API key pair from Pulse"],
  [new AuthenticationError("Cannot find it"), "--sandbox"],
  [new PermissionError("m", { status: 403, ...SAID }), "ask Conviva to enable it"],
  [new PayloadTooLargeError("m", { status: 413, ...SAID }), "ask for a narrower range"],
  [new ServerError("m", { status: 404, ...SAID }), "check CONVIVA_BASE_URL"],
  [new ServerError("m", { status: 418, ...SAID })],
  [new ServerError("m", { status: 503, ...SAID })],
  [new ServerError("It failed all the same", { status: 200 })],
  [new ConnectionError("No way there", {}), "run `conviva-sessions doctor`"],
  [
    new ConnectionError("Not allowed", { host: "api.example" }, false, false, true),
    "give Deno the permission --allow-net=api.example",
  ],
  [new TimeoutError("Nothing came"), "ask for a narrower range"],
  [new ResponseFormatError("Not JSON", { status: 200 })],
];

const shellText = (error: unknown) => errorText(error, (text) => text);
const toolText = (error: unknown) => {
  const [content] = failureResult(error, "secret").content;
  return content?.type === "text" ? content.text : "";
};

Deno.test("the shell and a tool say the same went wrong, and the same helps", () => {
  for (const [error, act] of FAILURES) {
    const shell = errorWords(error, SHELL_FAILURES);
    const tool = errorWords(error, TOOL_FAILURES);
    assertEquals([shell.problem, shell.message], [tool.problem, tool.message]);
    assertEquals([shell.wayOut, tool.wayOut].map((words) => words?.includes(act!)), [
      act && true,
      act && true,
    ]);
    const [shown = ""] = toolText(error).split("\n");
    assertEquals(shown, `${tool.problem}${tool.wayOut ? `: ${tool.wayOut}` : ""}.`);
    assertStringIncludes(shellText(error), `error: ${shell.message}\n`);
    if (act) assertStringIncludes(shellText(error).toLowerCase(), act.toLowerCase());
  }
});

Deno.test("what the API says goes to people, and what scripts are told to do to scripts alone", () => {
  for (const [error] of FAILURES) {
    const isRefusal = error.request.statement !== undefined;
    assertEquals(shellText(error).includes(SAID.statement), isRefusal);
    assertEquals(toolText(error).includes(SAID.statement), false);
    assertEquals(shellText(error).includes("error: m"), false);
  }
});

Deno.test("after a rate limit both say when to ask again, once", () => {
  const error = new RateLimitError("m", { status: 429, statement: "" }, 6500);
  assertStringIncludes(shellText(error), "The rate limit is used up (HTTP 429)\n  Wait for 7 s\n");
  assertEquals(
    toolText(error),
    "The rate limit is used up (HTTP 429).\nRetry: helps after 7 s.",
  );
});

Deno.test("no redaction takes what helps for the data of a viewer", () => {
  const redactor = createRedactor();
  for (const [error] of FAILURES) {
    const text = toolText(error);
    assertEquals(redactor.written(text), text);
  }
});
