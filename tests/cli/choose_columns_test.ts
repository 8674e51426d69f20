import { assertEquals } from "@std/assert";
import { chooseColumns } from "../../cli/sessions/choose_columns.ts";
import { otherFields } from "../../src/mod.ts";
import type { CheckedQuery, Filters, Session } from "../../src/mod.ts";
import { NO_FILTERS } from "../support/no_filters.ts";

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
const query = (filters: Partial<Filters>): CheckedQuery => ({
  range: { startMs, endMs: startMs + 3_600_000 },
  limit: undefined,
  filters: { ...NO_FILTERS, ...filters },
});
const titles = (columns: readonly { title: string }[]) => columns.map(({ title }) => title);

Deno.test("what no session has, or all have none of, gets no column", () => {
  const { order } = chooseColumns(query({}), [SESSION]);
  assertEquals(titles(order), [
    "started (UTC)",
    "outcome",
    "video start",
    "device_os",
    "cdn",
    "isp",
    "session_id",
    "client_id",
  ]);
});

Deno.test("what was asked with several values is the last to be left out of a narrow table", () => {
  const dimensions = { isp: ["Example", "Other"], device_model: ["Pixel", "Galaxy"] };
  const { order, importance } = chooseColumns(query({ dimensions }), [SESSION]);
  assertEquals(titles(importance).slice(0, 4), ["started (UTC)", "outcome", "device_model", "isp"]);
  assertEquals(titles(order).slice(0, 3), ["started (UTC)", "outcome", "device_model"]);
});

Deno.test("what a filter holds constant gets no column", () => {
  const filters = { dimensions: { cdn: ["Akamai"] }, parameters: { client_id: "c" } };
  const shown = titles(chooseColumns(query(filters), [SESSION]).order);
  assertEquals([shown.includes("cdn"), shown.includes("client_id")], [false, false]);
});

Deno.test("a failure flag leaves the outcome in its place, since it has the error", () => {
  const session = {
    ...SESSION,
    is_video_start_failure: true,
    video_start_failure_errors: ["DRM_DENIED"],
  };
  const { order } = chooseColumns(query({ parameters: { is_video_start_failure: true } }), [
    session,
    session,
  ]);
  assertEquals(order[1]!.cell(session), { text: "✗ VSF DRM_DENIED", tone: "bad" });
});

Deno.test("a session of another day than the range's has its day", () => {
  const { order } = chooseColumns(query({}), [SESSION]);
  const started = (ms: number) =>
    order[0]!.cell({ ...SESSION, session_start_timestamp_ms: ms }).text;
  assertEquals(started(startMs), "18:00:00");
  assertEquals(started(startMs - 86_400_000), "11-21 18:00:00");
});

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
  assertEquals(otherFields(session), {
    stadium: "Wembley",
    lists: [1, 2],
    "network_info.hops": 7,
    "precision.rs.id": "x",
  });
  assertEquals(otherFields(SESSION), undefined);
});
