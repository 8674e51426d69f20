import type { TextSink } from "../io.ts";

/** Notices that cannot be written are not missed, and must not end the work. */
export function ignoringErrors(sink: TextSink): TextSink {
  return {
    ...sink,
    write: (text) => sink.write(text).catch(() => {}),
  };
}
