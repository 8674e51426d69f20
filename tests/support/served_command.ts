const ROOT = new URL("../../", import.meta.url).pathname;

/** A server that a command has started. */
export interface ServedCommand extends AsyncDisposable {
  /** The first address that it wrote. */
  readonly url: string;
  /** All that it has written so far, to either stream. */
  readonly output: () => string;
  /** Asks it to stop, and waits until it has; its exit code. */
  readonly stop: () => Promise<number>;
}

/**
 * Runs `deno` with arguments, as a page of the documentation says, until it has written an address.
 *
 * @param env All of its environment, but for what Deno itself needs.
 */
export async function serveCommand(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<ServedCommand> {
  const process = command(args, env).spawn();
  let output = "";
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const read = async (stream: ReadableStream<Uint8Array>) => {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) {
      output += text;
      const [url] = /http:\/\/\S+(?=\s)/.exec(output) ?? [];
      if (url) resolve(url);
    }
  };
  const ended = Promise.all([read(process.stdout), read(process.stderr)])
    .then(() => reject(new Error(`'deno ${args.join(" ")}' ended: ${output}`)));
  const stop = async () => {
    process.kill("SIGTERM");
    const { code } = await process.status;
    await ended;
    return code;
  };
  const url = await promise;
  let stopped: Promise<number> | undefined;
  const stopOnce = () => stopped ??= stop();
  return {
    url,
    output: () => output,
    stop: stopOnce,
    [Symbol.asyncDispose]: async () => void await stopOnce(),
  };
}

/** Runs `deno` with arguments to its end, in the same way. */
export async function runDeno(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number; stdout: string; stderr: string }> {
  const { code, stdout, stderr } = await command(args, env).output();
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}

function command(args: readonly string[], env: Readonly<Record<string, string>>): Deno.Command {
  return new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd: ROOT,
    env: { ...ownEnv(), ...env },
    clearEnv: true,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
}

/** The variables without which Deno does not find its cache, or itself. */
function ownEnv(): Record<string, string> {
  const names = ["PATH", "HOME", "DENO_DIR", "USERPROFILE", "LOCALAPPDATA", "SystemRoot"];
  const known = names.flatMap((name) => {
    const value = Deno.env.get(name);
    return value === undefined ? [] : [[name, value]];
  });
  return { ...Object.fromEntries(known), NO_COLOR: "1" };
}

/** A port that is free at the moment, on this machine only. */
export function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}
