import { assertEquals, assertStringIncludes } from "@std/assert";
import { EXIT } from "../../cli/exit_code.ts";
import { readQuery } from "../../cli/query/read_query.ts";
import type { QueryOptions } from "../../cli/query/query_options.ts";
import { CONTENT } from "../../gen/endpoints.ts";
import { QueryError } from "../../src/errors.ts";
import { errorText } from "../../cli/errors/error_text.ts";
import { runCli } from "../support/run_cli.ts";

const NOW_MS = Date.parse("2026-11-22T12:00:00Z");

type Options = QueryOptions & { readonly limit?: string };

/** Reads options as the shell gives them. */
function optionsOf(args: readonly string[]): Options {
  const filter: string[] = [];
  const tag: string[] = [];
  const options: Record<string, string> = {};
  for (let at = 0; at < args.length; at += 2) {
    const [name, value] = [args[at]!.slice(2), args[at + 1]!];
    if (name === "filter") filter.push(value);
    else if (name === "tag") tag.push(value);
    else options[name] = value;
  }
  return { ...options, filter, tag };
}

/** What a command line asks for, or the text of the error that it ends in. */
function ask(args: readonly string[]) {
  try {
    return readQuery(optionsOf(args), CONTENT, NOW_MS, "1h").checked;
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    return errorText(error, (text) => text);
  }
}

/** The command line that an error says to try; quotes as the shell takes them. */
function triedArguments(text: string): string[] | undefined {
  const [, tried] = /^ +try +(.*)$/m.exec(text) ?? [];
  return tried?.match(/'(?:[^']|'\\'')*'|\S+/g)
    ?.map((word) => word.startsWith("'") ? word.slice(1, -1).replaceAll(`'\\''`, "'") : word);
}

Deno.test("what the shell says to try is taken, and means what was meant", () => {
  const cases: [wrong: string[], meant: string[] | undefined][] = [
    [["--filter", "vsf=true"], ["--filter", "is_video_start_failure=true"]],
    [["--filter", "ebvs=yes"], ["--filter", "is_exit_before_video_start=true"]],
    [["--filter", "country=DE"], ["--filter", "geo_country_code=DE"]],
    [["--filter", "cdn==A B"], ["--filter", "cdn=A B"]],
    [["--filter", "cdn:A"], ["--filter", "cdn=A"]],
    [["--filter", "cdn is A"], ["--filter", "cdn=A"]],
    [["--filter", "cdn in (A, it's)"], ["--filter", "cdn=A", "--filter", "cdn=it's"]],
    [["--filter", "is_video_start_failure"], ["--filter", "is_video_start_failure=true"]],
    [["--filter", "is_video_start_failure!=true"], ["--filter", "is_video_start_failure=false"]],
    [["--filter", "vsf<>0"], ["--filter", "is_video_start_failure=true"]],
    [["--filter", "!vsf"], ["--filter", "is_video_start_failure=false"]],
    [["--filter", "!vsf!=true"], undefined],
    [["--filter", "limit=1,000"], ["--limit", "1000"]],
    [["--filter", "last=2 huors"], ["--last", "2h"]],
    [["--filter", "start_epoch=1795344000"], ["--start", "2026-11-22T10:40Z"]],
    [["--tag", "plan:premium"], ["--tag", "plan=premium"]],
    [["--limit", "1k"], ["--limit", "1000"]],
    [["--limit", "0"], undefined],
    [["--limit", "all"], undefined],
    [["--last", "yesterday"], ["--start", "yesterday", "--end", "today"]],
    [["--last", "last 2 hours"], ["--last", "2h"]],
    [["--last", "2"], undefined],
    [["--start", "2h"], ["--start", "now-2h"]],
    [["--start", "1795341600"], ["--start", "2026-11-22T10:00Z"]],
    [["--start", "2026-11-22T10:00 UTC"], ["--start", "2026-11-22T10:00Z"]],
    [["--start", "2026-11-22T10:00"], undefined],
    [["--start", "20261122"], undefined],
    [["--last", "2h", "--end", "now-1h"], ["--start", "now-3h", "--end", "now-1h"]],
    [["--filter", "session_id=1", "--filter", "session_id=2"], undefined],
    [["--filter", "colour=red"], undefined],
    [["--filter", "cdn"], undefined],
  ];
  for (const [wrong, meant] of cases) {
    const text = ask(wrong);
    assertEquals(typeof text, "string", wrong.join(" "));
    const tried = triedArguments(text as string);
    assertEquals(tried && ask(tried), meant && ask(meant), `${wrong.join(" ")}\n${text}`);
  }
});

Deno.test("what the API cannot do is told with a way to get it, and nothing else is tried", () => {
  const filters = [
    ...["cdn!=A", "cdn<>A", "cdn!~A", "cdn=!A", "!cdn=A", "not cdn=A", "cdn not in (A,B)"],
    ...["cdn is not A", "cdn=~A.*", "cdn~A", "cdn=A*", "cdn=*", "cdn like A%", "tag_plan!=a"],
    ...["rebuffering_time_ms>1000", "playing_time_ms>=5", "cdn<A"],
  ];
  for (const filter of filters) {
    const text = ask(["--filter", filter]);
    assertStringIncludes(text as string, "the API cannot", filter);
    assertStringIncludes(text as string, "`sql`", filter);
    assertEquals(triedArguments(text as string), undefined, filter);
  }
  assertStringIncludes(ask(["--tag", "plan!=a"]) as string, "cannot negate");
});

Deno.test("what people type for a range is understood", () => {
  const hours = (name: string, text: string) => {
    const asked = ask([name, text]);
    assertEquals(typeof asked, "object", `${name} ${text}: ${asked}`);
    return typeof asked === "string" ? NaN : (NOW_MS - asked.range.startMs) / 3_600_000;
  };
  for (const text of ["2hours", "2 hours", "2hr", "120min", "PT2H", "2H", "7200s"]) {
    assertEquals(hours("--last", text), 2, text);
  }
  const starts: [string, number][] = [["yesterday", 36], ["today", 12], ["2h ago", 2], ["-2h", 2]];
  for (const [text, expected] of starts) assertEquals(hours("--start", text), expected, text);
});

Deno.test("a range beyond the API's reach is told first, in every format, also when a limit ends it", async () => {
  for (const format of ["table", "csv", "ndjson", "json"]) {
    const { code, out, err } = await runCli([
      ...["search", "--sandbox", "--last", "40d", "-n", "2", "--format", format],
    ]);
    assertEquals(code, EXIT.incomplete, format);
    const [first = ""] = err.split("\n");
    assertStringIncludes(first, "Only the last 31d can be reached: 9d of the range is cut off");
    if (format !== "json") continue;
    const { coverage } = JSON.parse(out);
    assertEquals([coverage.complete, coverage.gaps[0].reason], [false, "too_old"]);
  }
  const within = await runCli(["search", "--sandbox", "--last", "30d", "-n", "2"]);
  assertEquals([within.code, within.err.includes("can be reached")], [EXIT.done, false]);
});

Deno.test("a refusal of the API is shown in its words, with the option at fault", async () => {
  await using server = Deno.serve(
    { port: 0, onListen: () => {} },
    () => Response.json({ errors: { limit: ["must be\u001b[2J at most 500"] } }, { status: 400 }),
  );
  const env = {
    CONVIVA_CLIENT_ID: "key-id",
    CONVIVA_CLIENT_SECRET: "key-secret",
    CONVIVA_BASE_URL: `http://127.0.0.1:${server.addr.port}`,
  };
  const { code, err } = await runCli(["search", "--last", "1h"], { env });
  assertEquals(code, EXIT.wrongRequest);
  assertStringIncludes(err, "The API refused the query (HTTP 400): limit: must be [2J at most 500");
  assertStringIncludes(err, "at fault  --limit");
});

Deno.test("an option that does not exist leads to the one that was meant, or to none", async () => {
  const cases: [string, string | undefined][] = [
    ["--lmit", "--limit"],
    ["--filtr", "--filter"],
    ["--after", "--start"],
    ["--before", "--end"],
    ["--colour", undefined],
  ];
  for (const [typed, meant] of cases) {
    const { code, err } = await runCli(["search", typed, "1"]);
    assertEquals([code, /Did you mean (\S+)\?/.exec(err)?.[1]], [EXIT.wrongRequest, meant], typed);
  }
  assertStringIncludes((await runCli(["serch"])).err, "Did you mean search?");
});

Deno.test("an address that must not be used is corrected to the same place", async () => {
  const cases: [string, string | undefined][] = [
    ["http://api.example/base", "https://api.example/base"],
    ["https://me:secret@api.example", "https://api.example"],
    ["https://api.example/?key=1", "https://api.example"],
    ["http://127.0.0.1:1/#a", "http://127.0.0.1:1"],
    ["api.example/base", "https://api.example/base"],
    ["not an address", undefined],
    ["ftp://api.example", undefined],
  ];
  for (const [CONVIVA_BASE_URL, meant] of cases) {
    const env = { CONVIVA_CLIENT_ID: "key-id", CONVIVA_CLIENT_SECRET: "s", CONVIVA_BASE_URL };
    const { err } = await runCli(["search", "--last", "1h"], { env });
    assertEquals(/try +export CONVIVA_BASE_URL=(\S+)/.exec(err)?.[1], meant, err);
  }
});
