import { assertEquals } from "@std/assert";
import { CONTENT } from "../../gen/endpoints.ts";
import { formatOutcome, outcomeOf } from "../../src/session/outcome.ts";
import type { Session } from "../../src/session/session.ts";

const FINE = { is_video_start_failure: false, is_video_playback_failure: false };

const textOf = (session: Session) => {
  const outcome = outcomeOf(session, CONTENT);
  return outcome && formatOutcome(outcome);
};

Deno.test("outcomeOf() names a failure with its reason, however little the API says of it", () => {
  assertEquals(outcomeOf({ ...FINE, is_video_start_failure: true }, CONTENT), { kind: "VSF" });
  assertEquals(outcomeOf({ is_video_start_failure_tech: true }, CONTENT), {
    kind: "VSF",
    reason: "technical",
  });
  assertEquals(
    textOf({ is_video_playback_failure: true, is_video_playback_failure_business: true }),
    "VPF-B",
  );
});

Deno.test("outcomeOf() tells a viewer who left from a session that played and from not knowing", () => {
  assertEquals(textOf({ ...FINE, is_exit_before_video_start: true }), "EBVS");
  assertEquals(textOf({ ...FINE, is_exit_before_video_start: false }), "played");
  assertEquals(textOf({ ...FINE }), "played");
  assertEquals(textOf({ is_video_start_failure: false }), undefined);
  assertEquals(textOf({}), undefined);
});

Deno.test("outcomeOf() takes of several flags the one that says most, a failed start first", () => {
  const all = Object.fromEntries(
    CONTENT.fields.filter(({ outcome }) => outcome).map(({ path }) => [path, true]),
  );
  assertEquals(textOf(all), "VSF-T");
  assertEquals(textOf({ ...all, is_video_start_failure_tech: false }), "VSF-B");
  assertEquals(
    textOf({ is_video_playback_failure_tech: true, is_exit_before_video_start: true }),
    "VPF-T",
  );
});

Deno.test("outcomeOf() goes by what the spec says that a flag means, not by its name", () => {
  const renamed = {
    ...CONTENT,
    fields: [{
      ...CONTENT.fields.find(({ path }) => path === "is_video_start_failure")!,
      path: "status.broken",
    }],
  };
  assertEquals(outcomeOf({ status: { broken: true } }, renamed), { kind: "VSF" });
  assertEquals(outcomeOf({ status: { broken: false } }, renamed), { kind: "played" });
});
