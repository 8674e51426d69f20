import { assertEquals } from "@std/assert";
import { outcomeOf } from "../../src/session/outcome.ts";

const FINE = { is_video_start_failure: false, is_video_playback_failure: false };

Deno.test("outcomeOf() names a failure with its reason, however little the API says of it", () => {
  assertEquals(outcomeOf({ ...FINE, is_video_start_failure: true }), "VSF");
  assertEquals(outcomeOf({ is_video_start_failure_tech: true }), "VSF-T");
  assertEquals(
    outcomeOf({ is_video_playback_failure: true, is_video_playback_failure_business: true }),
    "VPF-B",
  );
});

Deno.test("outcomeOf() tells a viewer who left from a session that played and from not knowing", () => {
  assertEquals(outcomeOf({ ...FINE, is_exit_before_video_start: true }), "EBVS");
  assertEquals(outcomeOf({ ...FINE, is_exit_before_video_start: false }), "played");
  assertEquals(outcomeOf({ ...FINE }), "played");
  assertEquals(outcomeOf({ is_video_start_failure: false }), undefined);
  assertEquals(outcomeOf({}), undefined);
});
