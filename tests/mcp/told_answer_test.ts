import { assert, assertEquals } from "@std/assert";
import * as fc from "fast-check";
import { Line } from "../../mcp/render/line.ts";
import { toldAnswer, writeTold } from "../../mcp/render/explain/told_answer.ts";
import { byteLength } from "../../mcp/render/tokens.ts";

const TOKENS = 1000;
const SECRET = "abcdefghij";

const words = fc.string({ minLength: 1, maxLength: 120 });
const lines = (maxLength: number) =>
  fc.array(fc.oneof(words.map((text) => Line.quote(text)), fc.nat().map(Line.own)), { maxLength });

Deno.test("an answer stays under its budget in both forms, and counts each finding and row that it left out", () => {
  const table = fc.array(fc.array(fc.string({ maxLength: 30 }), { minLength: 3, maxLength: 3 }), {
    maxLength: 200,
  });
  fc.assert(fc.property(lines(60), lines(4), table, lines(3), (told, basis, rows, next) => {
    const names = ["a", "b", "c"];
    const { text, structured } = writeTold(
      toldAnswer(told, basis, { names, rows }, next, TOKENS),
      SECRET,
    );
    assert(byteLength(text) <= 4 * TOKENS, text);
    assert(byteLength(JSON.stringify(structured)) <= 4 * TOKENS);
    const { facts, rows: shown } = structured as { facts: string[]; rows: string[][] };
    const left = (noun: string) =>
      Number(
        facts.map((fact) => new RegExp(`^(\\d+) ${noun}s? left out`).exec(fact)?.[1]).find(
          Boolean,
        ) ?? 0,
      );
    assertEquals(Math.max(0, shown.length - 1) + left("row"), rows.length);
    const lost = told.filter(({ text: line }) => !text.includes(line)).length;
    assert(lost <= left("finding"), `${lost} of ${left("finding")}`);
    for (const line of [...basis, ...next]) assert(text.includes(line.text), line.text);
  }));
});
