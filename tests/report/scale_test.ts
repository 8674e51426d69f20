import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { ratioScale, type Scale, zeroScale } from "../../report/page/scale/scale.ts";

const SIZE = fc.double({ min: 1e-6, max: 1e9, noNaN: true });
const VALUES = fc.array(SIZE, { minLength: 1, maxLength: 9 });

/** What every scale keeps, of values that it was made for. */
function assertScale(scale: Scale, values: readonly number[]): void {
  const { ticks } = scale;
  assert(ticks.length >= 2 && ticks.length <= 12, `${ticks}`);
  for (const [index, tick] of ticks.entries()) {
    assert(index === 0 || tick > ticks[index - 1]!, "ticks rise");
  }
  for (const value of [...values, ...ticks]) {
    const place = scale.at(value);
    assert(place >= 0 && place <= 1, `${value} at ${place}`);
  }
  const sorted = [...values].sort((one, other) => one - other).map(scale.at);
  assert(sorted.every((place, index) => index === 0 || place >= sorted[index - 1]!), "order stays");
}

Deno.test("lengths begin at zero, and twice the value is twice as long", () => {
  fc.assert(fc.property(VALUES, (values) => {
    const scale = zeroScale(values);
    assertScale(scale, values);
    assertEquals(scale.at(0), 0);
    const most = Math.max(...values);
    assert(Math.abs(2 * scale.at(most / 2) - scale.at(most)) < 1e-9);
    assert(scale.at(most) > 0.3, "the largest fills the picture");
  }));
});

Deno.test("half and twice are as far from 1 on a scale of ratios, which has 1", () => {
  fc.assert(fc.property(fc.array(fc.double({ min: 0.01, max: 900, noNaN: true })), (values) => {
    const scale = ratioScale([...values, 2, 0.5]);
    assertScale(scale, values);
    assert(scale.ticks.includes(1));
    const [half, one, twice] = [0.5, 1, 2].map(scale.at);
    assert(Math.abs((one! - half!) - (twice! - one!)) < 1e-9);
  }));
});
