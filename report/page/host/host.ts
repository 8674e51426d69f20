import { PAGE_META } from "../../data/page_meta.ts";
import type { PageData } from "../../data/page_data.ts";
import { connect } from "./json_rpc.ts";
import { applyTheme, type HostTheme } from "./theme.ts";

/** The revision of MCP Apps that is spoken. */
const PROTOCOL_VERSION = "2026-01-26";

/** A result of a tool, as far as the page reads it. */
interface ToolResult {
  readonly isError?: boolean;
  readonly content?: readonly { readonly type: string; readonly text?: string }[];
  readonly _meta?: Readonly<Record<string, unknown>>;
}

/** What the host says of itself. */
interface InitializeResult {
  readonly hostCapabilities?: {
    readonly serverTools?: object;
    readonly downloadFile?: object;
  };
  readonly hostContext?: HostTheme;
}

/** What there is to show. */
export type Shown =
  | { readonly kind: "waiting" }
  | { readonly kind: "page"; readonly data: PageData }
  /** There is no picture of it, and in words it is this. */
  | { readonly kind: "words"; readonly text: string };

/** An assistant's window around the page. */
export interface Host {
  /** Whether it makes calls of tools for the page. */
  readonly canCall: boolean;
  /** Makes a call of a tool. */
  call(tool: string, args: object): Promise<Shown>;
  /** Hands a file over, where the page may not; absent if the host does not take any. */
  readonly saveFile?: (name: string, mimeType: string, text: string) => void;
}

/**
 * Introduces the page to the host that it is in.
 *
 * @param show Shows what the host sends.
 */
export async function connectHost(window: Window, show: (shown: Shown) => void): Promise<Host> {
  const observer = new ResizeObserver(() => {
    const { width, height } = document.body.getBoundingClientRect();
    peer.notify("ui/notifications/size-changed", {
      width: Math.ceil(width),
      height: Math.ceil(height),
    });
  });
  const peer = connect(window, {
    "ui/notifications/tool-result": (result) => show(shownOf(result as ToolResult)),
    "ui/notifications/tool-cancelled": () => show({ kind: "words", text: "It was cancelled" }),
    "ui/notifications/host-context-changed": (context) => applyTheme(context as HostTheme),
    "ui/resource-teardown": () => observer.disconnect(),
    "ping": () => ({}),
  });
  const { hostContext = {}, hostCapabilities = {} } = await peer.request<InitializeResult>(
    "ui/initialize",
    {
      protocolVersion: PROTOCOL_VERSION,
      appInfo: { name: "conviva-sessions", version: "1" },
      appCapabilities: {},
    },
  );
  applyTheme(hostContext);
  peer.notify("ui/notifications/initialized");
  observer.observe(document.body);
  return {
    canCall: hostCapabilities.serverTools !== undefined,
    call: async (name, args) =>
      shownOf(await peer.request<ToolResult>("tools/call", { name, arguments: args })),
    ...hostCapabilities.downloadFile && {
      saveFile: (name, mimeType, text) => {
        const resource = { uri: `file:///${name}`, mimeType, text };
        // Whoever declines it knows that he did.
        peer.request("ui/download-file", { contents: [{ type: "resource", resource }] })
          .catch(() => {});
      },
    },
  };
}

function shownOf({ content = [], _meta = {} }: ToolResult): Shown {
  const data = _meta[PAGE_META];
  if (typeof data === "object" && data !== null) return { kind: "page", data: data as PageData };
  return { kind: "words", text: content.map(({ text = "" }) => text).join("\n") };
}
