import { assert, assertEquals, assertMatch } from "@std/assert";
import { withTempFolder } from "../../support/temp_folder.ts";
import { suggestedCommands, worldWith } from "./world.ts";

Deno.test("every example in the help of summarize, compare and diagnose runs", async () => {
  await using world = worldWith({ sessionsPerDay: 2000, rateLimits: false });
  await withTempFolder(async (folder) => {
    const output = `${folder}/sessions.duckdb`;
    await world.run(["harvest", "--last", "1d", "--out", output]);
    for (const name of ["summarize", "compare", "diagnose"]) {
      const { out: help } = await world.run([name, "--help"]);
      const examples = suggestedCommands(help.split("\nExamples:\n")[1]!);
      assertEquals(examples.length, 3);
      for (const example of examples) {
        const args = example.map((word) => word === "sessions.duckdb" ? output : word);
        const { code, out, err } = await world.run(args.filter((word) => word !== "--sandbox"));
        // An output of a day has no day before it.
        assert(code === 0 || (code === 5 && args.includes("--in")), `${args.join(" ")}\n${err}`);
        assert(out.length > 0, args.join(" "));
      }
    }
  });
});

Deno.test("the help of the three commands is grouped, and fits the terminal", async () => {
  await using world = worldWith();
  for (const name of ["summarize", "compare", "diagnose"]) {
    const { out } = await world.run([name, "--help"], 60);
    assertMatch(out, /\nWhich sessions:\n[^]*\nHow it is shown:\n[^]*\nWhich API:\n/);
    assert(!out.includes("is_video_start_failure"), "what would be refused is not offered");
    const isExample = (line: string) => line.startsWith("  conviva-sessions");
    assertEquals(out.split("\n").filter((line) => line.length > 60 && !isExample(line)), []);
  }
});
