import { Command } from "commander";
import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import type { AskedEndpoint } from "../../cli/api/asked_endpoint.ts";
import * as harvest from "../../cli/commands/harvest.ts";
import * as compare from "../../cli/commands/compare.ts";
import * as diagnose from "../../cli/commands/diagnose.ts";
import * as search from "../../cli/commands/search.ts";
import * as summarize from "../../cli/commands/summarize.ts";
import { sandboxTips } from "../../cli/sessions/sandbox_tips.ts";
import { readQuery } from "../../cli/query/read_query.ts";
import { QueryError } from "../../src/mod.ts";
import { OTHER } from "../support/other_endpoint.ts";

const ASKED: AskedEndpoint = {
  endpoint: OTHER,
  examples: {
    flag: "--filter is_broken=true",
    dimension: "--filter screen=hall",
    either: "--filter screen=hall --filter screen=lobby",
    otherValue: "screen=lobby",
    groups: "screen",
    columns: "screen",
  },
  clientOf: (client) => client.content,
};

/** The help of a command that is made for the other endpoint. */
function helpOf({ define }: Pick<typeof search, "define">): string {
  let help = "";
  const command = new Command("test").configureOutput({
    writeOut: (text) => help += text,
    getOutHasColors: () => false,
    getOutHelpWidth: () => 80,
  });
  define(command, ASKED);
  command.outputHelp();
  return help;
}

Deno.test("commands that are made for another endpoint explain its limits and filters", () => {
  for (const help of [search, harvest, summarize, compare, diagnose].map(helpOf)) {
    assertStringIncludes(help, "at most 2d");
    assertStringIncludes(help, "at most 7 sessions of at most 30m");
    assertStringIncludes(help, "is_broken");
    assertStringIncludes(help, "--filter label.plan=premium");
    assertStringIncludes(help, " screen\n");
    assertEquals(help.match(/\b(cdn|device_os|is_video\w*)\b/g), null);
  }
  assertStringIncludes(helpOf(search), '(default: "3")');
});

Deno.test("options are read by the filters of the endpoint that is asked", () => {
  const nowMs = Date.parse("2026-11-22T12:00:00Z");
  const read = (filter: string) =>
    readQuery({ last: "1h", filter: [filter] }, OTHER, nowMs).checked;
  assertEquals(read("is_broken=true").filters.parameters, { is_broken: true });
  assertEquals(read("label.plan=premium").filters.tags, { plan: "premium" });
  assertThrows(() => read("cdn=Akamai"), QueryError);
});

Deno.test("what a newcomer is told to try next is a filter of the endpoint that is asked", async () => {
  const nowMs = Date.parse("2026-11-22T12:00:00Z");
  const tips = async (filter: string[]) => {
    const { checked } = readQuery({ last: "1h", filter }, OTHER, nowMs);
    return (await sandboxTips(checked, ASKED.examples, nowMs)).join("\n");
  };
  assertStringIncludes(await tips([]), "deno task search --sandbox --filter is_broken=true\n");
  assertStringIncludes(await tips(["is_broken=true"]), "What most of them have in common:");
  assertStringIncludes(await tips(["is_broken=false"]), "something is wrong among them");
});
