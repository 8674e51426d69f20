import { assertEquals, assertStringIncludes } from "@std/assert";
import { run } from "../../cli/run.ts";
import { fakeIo } from "../support/fake_io.ts";
import { runCli } from "../support/run_cli.ts";

Deno.test("a sandbox whose address nobody reads ends without an error", async () => {
  const { code, out, err } = await runCli(["sandbox", "--port", "0"], { readsUntilWrite: 0 });
  assertEquals([code, out, err], [0, "", ""]);
});

Deno.test("the help of the sandbox that nobody reads is no error either", async () => {
  const { code, err } = await runCli(["sandbox", "--help"], { readsUntilWrite: 0 });
  assertEquals([code, err], [0, ""]);
});

Deno.test("the help of the sandbox reaches a slow reader before the command ends", async () => {
  const io = fakeIo();
  let read = "";
  const write = async (text: string) => {
    for (let turn = 0; turn < 100; turn++) await null;
    read += text;
  };
  assertEquals(await run(["sandbox", "--help"], { ...io, stdout: { ...io.stdout, write } }), 0);
  assertStringIncludes(read, "--port");
});

Deno.test("a sandbox says its address and serves until the user interrupts", async () => {
  const user = new AbortController();
  const { promise: said, resolve } = Promise.withResolvers<string>();
  const running = runCli(["sandbox", "--port", "0"], { signal: user.signal, onWrite: resolve });
  const [url] = /http:\S+/.exec(await said)!;
  const response = await fetch(`${url}/sessions/content`);
  assertEquals(response.status, 401);
  await response.body?.cancel();
  user.abort();
  const { code, out } = await running;
  assertEquals(code, 0);
  assertStringIncludes(out, url);
});
