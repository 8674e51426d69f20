export { slicePages } from "./slice_pages.ts";
export { sliceSessions } from "./slice_sessions.ts";
export type {
  SessionPage,
  SessionPages,
  SessionStream,
  SliceDeps,
  SliceOptions,
  SliceProgress,
} from "./types.ts";
