import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { PendingHours } from "../../../src/harvest/parquet/pending_hours.ts";

const batch = (counts: Record<string, number>) => new Map(Object.entries(counts));

Deno.test("PendingHours holds back the hours of the latest batch, to which more may come", () => {
  const hours = new PendingHours();
  hours.add(batch({ "10": 5, "11": 1 }));
  assertEquals(hours.due, []);
  hours.add(batch({ "11": 6 }));
  assertEquals(hours.due, ["10"]);
  assertEquals(hours.dueSessions, 5);
  hours.add(batch({ "12": 2 }));
  assertEquals(hours.due, ["10", "11"]);
  assertEquals(hours.dueSessions, 12);
});

Deno.test("PendingHours lets stragglers of an hour that is written wait until they are as many", () => {
  const hours = new PendingHours();
  hours.add(batch({ "10": 5 }));
  hours.add(batch({ "11": 1 }));
  hours.settle(["10"]);
  hours.add(batch({ "10": 4 }));
  hours.add(batch({ "12": 1 }));
  assertEquals(hours.due, ["11"]);
  hours.add(batch({ "10": 1 }));
  hours.add(batch({ "13": 1 }));
  assertEquals(hours.due.toSorted(), ["10", "11", "12"]);
  hours.settle(["10"]);
  hours.add(batch({ "10": 9 }));
  hours.add(batch({ "14": 1 }));
  assert(!hours.due.includes("10"), "five and five are written: nine are too few");
});

Deno.test("PendingHours never has more than twice the sessions written, however they come", () => {
  const counts = fc.dictionary(
    fc.constantFrom("09", "10", "11", "12"),
    fc.integer({ min: 1, max: 50 }),
  );
  fc.assert(fc.property(fc.array(counts, { maxLength: 60 }), (batches) => {
    const hours = new PendingHours();
    const [came, size] = [new Map<string, number>(), new Map<string, number>()];
    let written = 0;
    let sessions = 0;
    for (const counts of batches) {
      hours.add(batch(counts));
      for (const [hour, count] of Object.entries(counts)) {
        came.set(hour, (came.get(hour) ?? 0) + count);
        sessions += count;
      }
      const due = hours.due;
      hours.settle(due);
      for (const hour of due) {
        assert(came.get(hour)! > (size.get(hour) ?? 0), "nothing has come that would be written");
        size.set(hour, came.get(hour)!);
        written += came.get(hour)!;
      }
      assertEquals(hours.dueSessions, 0);
    }
    assert(written <= 2 * sessions, `${written} written of ${sessions}`);
  }));
});
