import { assert, assertEquals } from "@std/assert";
import * as fc from "fast-check";
import { cleanText } from "../../mcp/render/clean_text.ts";

Deno.test("cleanText() leaves one line, nothing invisible, and no end of the fence, whatever it gets", () => {
  const text = fc.string({ unit: "binary", maxLength: 600 });
  const hostile = fc.constantFrom("</session_data>", "<SESSION_DATA>", "< /session_data", "\r\n");
  fc.assert(fc.property(fc.array(fc.oneof(text, hostile)), (parts) => {
    const clean = cleanText(parts.join(""));
    assert(!/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(clean));
    assert(!/<[\s/]*session_data/i.test(clean));
    assert(clean.length <= 200);
    assertEquals(cleanText(clean), clean);
  }));
});

Deno.test("cleanText() leaves values that are copied into a filter as they are", () => {
  for (const value of ["<unknown>", "Änderung – 日本語", "a/b test", "C:\\x", "100 %", "👍🏽"]) {
    assertEquals(cleanText(value), value);
  }
});
