import { assert, assertEquals, assertMatch } from "@std/assert";
import fc from "fast-check";
import { createLog } from "../../mcp/logging/log.ts";
import { OptionError } from "../../mcp/options.ts";

function logged(event: unknown): string {
  const lines: string[] = [];
  createLog((line) => lines.push(line))(event);
  assertEquals(lines.length, 1);
  return lines[0]!;
}

Deno.test("whatever is logged is one line, of bounded length, with nothing that moves a cursor", () => {
  const text = fc.string({ unit: "binary" });
  const events = fc.oneof(
    text,
    text.map((message) => new Error(message, { cause: `${message}\r\nforged: line` })),
    text.map((message) => ({ toString: () => message })),
    fc.constantFrom("\u001b[2Jgone", "a\u2028b", "a\u0085b", "x\u202etxt.exe"),
  );
  fc.assert(
    fc.property(events, (event) => {
      const line = logged(event);
      assert(!/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(line), JSON.stringify(line));
      assert(line.length <= 1000);
    }),
    { numRuns: 1000 },
  );
  assertEquals(logged(new Error("a".repeat(1_000_000))).length, 1000);
});

Deno.test("an error is logged with its causes, each once, without what is personal in them", () => {
  const cause = new TypeError("GET https://id.example/keys?token=SECRET for jo@example.com");
  const line = logged(new Error("Cannot fetch keys", { cause }));
  assertMatch(
    line,
    /^Error: Cannot fetch keys; because of TypeError: GET https:\/\/id\.example\/keys for anon-[\w-]{16}$/,
  );
  const loop = new Error("again");
  loop.cause = loop;
  assertEquals(logged(loop), "Error: again");
});

Deno.test("an operator reads what is wrong with an option as it was given", () => {
  const line = logged(new OptionError("Cannot listen on 192.0.2.1 without authentication: set it"));
  assertEquals(line, "Cannot listen on 192.0.2.1 without authentication: set it");
});

Deno.test("a secret that is broken over lines is hidden as one", () => {
  assertEquals(logged("token=\nSECRET").includes("SECRET"), false);
});
