import { assertEquals } from "@std/assert";
import { sessionTable } from "../../cli/sessions/session_table.ts";
import { CONTENT } from "../../gen/endpoints.ts";
import type { CheckedQuery, Session, SessionsQuery } from "../../src/mod.ts";
import { checkQuery } from "../../src/view/mod.ts";

const startMs = Date.parse("2026-11-22T18:00Z");
const SESSION: Session = {
  session_id: "1",
  client_id: "c",
  session_start_timestamp_ms: startMs,
  is_video_start_failure: false,
  is_video_playback_failure: false,
  is_exit_before_video_start: false,
  video_start_time_ms: 2400,
  rebuffering_time_ms: 0,
  network_info: { cdn: "Akamai", isp: "Example" },
  device_info: { device_os: "Android", device_model: "Pixel" },
};
const query = (filters: SessionsQuery): CheckedQuery =>
  checkQuery({ ...filters, start: startMs, end: startMs + 3_600_000 }, {
    endpoint: CONTENT,
    nowMs: startMs + 3_600_000,
    requests: "many",
  });
const titles = (columns: readonly { title: string }[]) => columns.map(({ title }) => title);

Deno.test("what no session has, or all have none of, gets no column", () => {
  const { order } = sessionTable(query({}), CONTENT, [SESSION]);
  assertEquals(titles(order), [
    "started (UTC)",
    "outcome",
    "video start",
    "device_os",
    "cdn",
    "isp",
    "session_id",
  ]);
});

Deno.test("what was asked with several values is the last to be left out of a narrow table", () => {
  const dimensions = { isp: ["Example", "Other"], device_model: ["Pixel", "Galaxy"] };
  const { order, importance } = sessionTable(query({ dimensions }), CONTENT, [SESSION]);
  assertEquals(titles(importance).slice(0, 4), ["started (UTC)", "outcome", "device_model", "isp"]);
  assertEquals(titles(order).slice(0, 3), ["started (UTC)", "outcome", "device_model"]);
});

Deno.test("what a filter holds constant gets no column", () => {
  const filters = { dimensions: { cdn: ["Akamai"] }, client_id: "c" };
  const shown = titles(sessionTable(query(filters), CONTENT, [SESSION]).order);
  assertEquals([shown.includes("cdn"), shown.includes("client_id")], [false, false]);
});

Deno.test("a failure flag leaves the outcome in its place, since it has the error", () => {
  const session = {
    ...SESSION,
    is_video_start_failure: true,
    video_start_failure_errors: ["DRM_DENIED"],
  };
  const sessions = [session, session];
  const { order } = sessionTable(query({ is_video_start_failure: true }), CONTENT, sessions);
  assertEquals(order[1]!.cell(session), { text: "✗ VSF DRM_DENIED", tone: "bad" });
});

Deno.test("a session of another day than the range's has its day", () => {
  const { order } = sessionTable(query({}), CONTENT, [SESSION]);
  const started = (ms: number) =>
    order[0]!.cell({ ...SESSION, session_start_timestamp_ms: ms }).text;
  assertEquals(started(startMs), "18:00:00");
  assertEquals(started(startMs - 86_400_000), "11-21 18:00:00");
});
