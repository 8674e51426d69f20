import { assertEquals } from "@std/assert";
import { startHttpProcess } from "../support/mcp_process.ts";

/** Scenarios of the official suite that need no tools, resources or prompts made for it. */
const SUITES: Record<string, { args: string[]; scenarios: string[] }> = {
  "0.1.16": {
    args: [],
    scenarios: [
      "server-initialize",
      "ping",
      "tools-list",
      "server-sse-multiple-streams",
      "resources-list",
      "prompts-list",
      "dns-rebinding-protection",
    ],
  },
  "0.2.0-alpha.12": {
    args: ["--requirements", "2026-07-28"],
    scenarios: [
      "tools-list",
      "server-sse-multiple-streams",
      "resources-list",
      "sep-2164-resource-not-found",
      "prompts-list",
      "dns-rebinding-protection",
      "caching",
      "http-header-validation",
      "input-required-result-unsupported-methods",
    ],
  },
};

/** Checks of the scenario of a server without state that call a tool made for the suite. */
const NEED_FIXTURES = [
  "sep-2575-http-server-no-independent-requests-on-stream",
  "sep-2575-missing-capability-http-400",
  "sep-2575-server-no-log-without-loglevel",
  "sep-2575-server-rejects-undeclared-capability",
];

async function conformance(version: string, ...args: string[]): Promise<string> {
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-all", `npm:@modelcontextprotocol/conformance@${version}`, ...args],
    env: { NO_COLOR: "1" },
    stdin: "null",
  }).output();
  // deno-lint-ignore no-control-regex -- the suite colours its output whatever it is told
  return new TextDecoder().decode(stdout).replaceAll(/\x1b\[\d+m/g, "") +
    new TextDecoder().decode(stderr);
}

for (const [version, { args, scenarios }] of Object.entries(SUITES)) {
  Deno.test(`the official conformance suite ${version} passes where it needs no fixtures`, async () => {
    const server = await startHttpProcess();
    const output = await conformance(version, "server", "--url", server.url, ...args);
    await server.stop();
    const passed = [...output.matchAll(/^✓ (\S+): \d+ passed, 0 failed/gm)].map(([, name]) => name);
    assertEquals(
      scenarios.filter((scenario) => !passed.includes(scenario)),
      [],
      output.slice(-3000),
    );
  });
}

Deno.test("a server without state does all that the revision of 2026 asks of one", async () => {
  const server = await startHttpProcess();
  const output = await conformance(
    "0.2.0-alpha.12",
    "server",
    "--url",
    server.url,
    "--scenario",
    "server-stateless",
    "--spec-version",
    "2026-07-28",
  );
  await server.stop();
  const of = (outcome: string) =>
    [...output.matchAll(new RegExp(`\\[(\\S+)\\s*\\] ${outcome}`, "g"))].map(([, id]) => id).sort();
  assertEquals(of("FAILURE"), NEED_FIXTURES, output);
  assertEquals(of("SUCCESS").length > 20, true, output);
});
