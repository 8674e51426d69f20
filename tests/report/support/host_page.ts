import { emptyPage } from "../../../report/mod.ts";
import { embedJson } from "../../../report/data/embed_json.ts";

/** What the host of a test says of itself. */
export interface TestHost {
  readonly hostCapabilities: Readonly<Record<string, object>>;
  readonly hostContext: Readonly<Record<string, unknown>>;
}

/**
 * A host of MCP Apps, as small as it can be: a page with the app in a frame that may run scripts and
 * nothing else. What the app asks and tells is kept in `heard`; a call of a tool goes to `callTool`.
 */
export function hostPage(host: TestHost): string {
  return `<!doctype html><meta charset="utf-8"><title>Host</title>
<iframe sandbox="allow-scripts" style="width:900px;height:800px;border:0"></iframe>
<script type="application/json" id="app">${embedJson(emptyPage())}</script>
<script>
  const frame = document.querySelector("iframe");
  globalThis.heard = [];
  const send = (message) => frame.contentWindow.postMessage({ jsonrpc: "2.0", ...message }, "*");
  globalThis.tell = (method, params = {}) => send({ method, params });
  globalThis.ask = (method, params = {}) => send({ id: "host-" + method, method, params });
  const results = {
    "ui/initialize": (params) => ({
      protocolVersion: params.protocolVersion,
      hostInfo: { name: "test", version: "1" },
      ...${embedJson(host)},
    }),
    "tools/call": (params) => globalThis.callTool(params),
    "ui/download-file": () => ({}),
  };
  addEventListener("message", async ({ source, data }) => {
    if (source !== frame.contentWindow) return;
    heard.push(data);
    if (data.id === undefined || data.method === undefined) return;
    send({ id: data.id, result: await results[data.method](data.params) });
  });
  frame.srcdoc = JSON.parse(document.getElementById("app").textContent);
</script>`;
}
