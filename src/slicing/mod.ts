export { slicePages, sliceSessions } from "./slice_pages.ts";
export type {
  SessionPage,
  SessionPages,
  SessionStream,
  SliceDeps,
  SliceOptions,
  SliceProgress,
  WindowEvidence,
} from "./types.ts";
