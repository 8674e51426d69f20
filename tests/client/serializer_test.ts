import { CONTENT } from "../../gen/endpoints.ts";
import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { serializeQuery } from "../../src/client/request/serializer.ts";
import { QueryError } from "../../src/errors.ts";

const text = fc.string({ minLength: 1, unit: "grapheme" });

Deno.test("serializeQuery() cannot be made to inject a parameter, whatever names and values hold", () => {
  fc.assert(fc.property(
    fc.dictionary(text.map((name) => CONTENT.tagPrefix + name), text, { noNullPrototype: true }),
    fc.constantFrom(...Object.keys(CONTENT.dimensions)),
    fc.array(text),
    (tags, dimension, values) => {
      const query = serializeQuery(
        { parameters: { limit: 7 }, tags, dimensions: { [dimension]: values } },
        CONTENT,
      );
      const expected = [
        ["limit", "7"],
        ...Object.entries(tags),
        ...values.map((value) => [dimension, value]),
      ];
      assertEquals([...new URLSearchParams(query)], expected);
    },
  ));
});

Deno.test("serializeQuery() leaves out what is undefined and keeps false and 0", () => {
  const parameters = { start_epoch_ms: 0, limit: undefined, is_video_start_failure: false };
  const query = serializeQuery({ parameters }, CONTENT);
  assertEquals(query, "start_epoch_ms=0&is_video_start_failure=false");
});

Deno.test("serializeQuery() repeats the key of a dimension with several values", () => {
  assertEquals(serializeQuery({ dimensions: { cdn: ["A", "B C"] } }, CONTENT), "cdn=A&cdn=B%20C");
});

Deno.test("serializeQuery() refuses a dimension that would pass for another parameter", () => {
  for (const name of [...Object.keys(CONTENT.parameters), `${CONTENT.tagPrefix}plan`, ""]) {
    assertThrows(() => serializeQuery({ dimensions: { [name]: ["1"] } }, CONTENT), QueryError);
  }
});

Deno.test("serializeQuery() refuses a tag whose key has no prefix or no name", () => {
  for (const name of ["plan", "limit", CONTENT.tagPrefix, ""]) {
    assertThrows(() => serializeQuery({ tags: { [name]: "1" } }, CONTENT), QueryError);
  }
});
