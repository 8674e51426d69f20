import { assertEquals } from "@std/assert";
import { CONTENT } from "../../gen/endpoints.ts";
import type { Session } from "../../src/mod.ts";
import { otherFields } from "../../src/view/mod.ts";

const SESSION: Session = {
  session_id: "1",
  network_info: { cdn: "Akamai", isp: "Example" },
};

Deno.test("otherFields() keeps what the spec does not know, wherever it stands", () => {
  const session = {
    ...SESSION,
    custom_tags: { plan: "premium" },
    stadium: "Wembley",
    lists: [1, 2],
    network_info: { cdn: "Akamai", hops: 7 },
    precision: { rs: { id: "x" } },
    nothing: null,
  } as Session;
  assertEquals(otherFields(session, CONTENT), {
    stadium: "Wembley",
    lists: [1, 2],
    "network_info.hops": 7,
    "precision.rs.id": "x",
  });
  assertEquals(otherFields(SESSION, CONTENT), undefined);
});
