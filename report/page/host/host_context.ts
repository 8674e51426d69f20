import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Host } from "./host.ts";

/** The host that the page is in, if it is in one. */
export const HostContext = createContext<Host | undefined>(undefined);

/** The host that the page is in, if it is in one. */
export function useHost(): Host | undefined {
  return useContext(HostContext);
}
