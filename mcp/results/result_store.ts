import { formatDuration } from "../../src/view/mod.ts";
import { byteLength } from "../render/tokens.ts";
import type { ResultLink } from "../render/answer.ts";
import { type RandomBytes, randomName } from "../random_name.ts";

/** How long a result can be read. */
const TTL_MS = 900_000;

/** Most results, and the most bytes of them together. */
const MAX_RESULTS = 8;
const MAX_BYTES = 64_000_000;

/** Most bytes of one result. */
export const MAX_RESULT_BYTES = 16_000_000;

/** Letters of a result's name, of five bits each: who does not know it cannot guess it. */
const NAME_LENGTH = 26;

/** Where results are read; the server's other resources stand beside. */
export const RESULT_URI = "conviva-sessions://results/";

/** How long a result can be read, in words. */
export const RESULT_LIFE = formatDuration(TTL_MS);

/** A result as a file. */
export interface ResultFile {
  readonly text: string;
  readonly mimeType: string;
}

/** Keeps whole results for a while, in bounded memory; the oldest go first. */
export interface ResultStore {
  /**
   * Keeps a file.
   *
   * @param ending How its name ends, for example `csv`.
   */
  keep(file: ResultFile, ending: string): ResultLink;
  /** The file of a name, as long as it is kept. */
  read(name: string): ResultFile | undefined;
}

/** Makes a store that is empty. */
export function createResultStore(
  { now, random }: { readonly now: () => number; readonly random: RandomBytes },
): ResultStore {
  const kept = new Map<
    string,
    ResultFile & { readonly size: number; readonly expiresMs: number }
  >();
  const dropWhatIsOver = () => {
    let bytes = [...kept.values()].reduce((sum, { size }) => sum + size, 0);
    // In the order in which they came.
    for (const [name, { size, expiresMs }] of kept) {
      if (expiresMs > now() && kept.size <= MAX_RESULTS && bytes <= MAX_BYTES) break;
      kept.delete(name);
      bytes -= size;
    }
  };
  return {
    keep(file, ending) {
      const name = `${randomName(NAME_LENGTH, random)}.${ending}`;
      const size = byteLength(file.text);
      kept.set(name, { ...file, size, expiresMs: now() + TTL_MS });
      dropWhatIsOver();
      return {
        uri: RESULT_URI + name,
        name: `sessions.${ending}`,
        mimeType: file.mimeType,
        size,
        annotations: { audience: ["user"] },
      };
    },
    read(name) {
      dropWhatIsOver();
      return kept.get(name);
    },
  };
}
