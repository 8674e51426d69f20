import type { Session } from "../session/session.ts";
import { removeIfThere } from "./file_path.ts";
import type { SessionTextFile } from "./incoming.ts";
import type { PageFacts } from "./ledger.ts";
import type { SessionPage } from "../slicing/types.ts";
import { sessionText } from "./session_text.ts";
import { explained } from "./storage_failure.ts";

/** A file of a batch. */
export interface StagedFile extends SessionTextFile {
  /** What its sessions have in common, for example their hour. */
  readonly part: string;
}

/** Pages that are committed together. Their sessions are on disk, so that memory stays flat. */
export interface StagedBatch {
  /** Number of the batch in its folder. */
  readonly id: number;
  /** What was asked. */
  readonly pages: readonly PageFacts[];
  /** How many sessions there are. */
  readonly sessionCount: number;
  /** Adds a page. */
  add(page: SessionPage): Promise<void>;
  /** Ends the batch: its files are whole and, if wanted, safe from a power failure. */
  seal(options: { isDurable: boolean }): Promise<readonly StagedFile[]>;
  /** Removes the files. */
  discard(): Promise<void>;
}

/** Where the files of a batch are. */
export function batchFile(folder: string, id: number, part: string): string {
  return `${folder}/${id}/${part}.ndjson`;
}

/** Where and how a batch is staged. */
export interface StagedBatchOptions {
  /** The output, as the user knows it. */
  readonly outputPath: string;
  /** The folder of the batches. */
  readonly folder: string;
  /** Number of the batch. */
  readonly id: number;
  /** Tells which sessions share a file. */
  readonly partOf: (session: Session) => string;
}

/** Starts a batch. */
export async function stageBatch(
  { outputPath, folder, id, partOf }: StagedBatchOptions,
): Promise<StagedBatch> {
  const files = new Map<string, { path: string; handle: Deno.FsFile; maxLineBytes: number }>();
  const pages: PageFacts[] = [];
  let sessionCount = 0;
  const closeAll = () => {
    for (const { handle } of files.values()) {
      try {
        handle.close();
      } catch {
        // It is closed already.
      }
    }
  };
  await removeIfThere(`${folder}/${id}`);
  await Deno.mkdir(`${folder}/${id}`, { recursive: true });

  async function fileOf(part: string) {
    let file = files.get(part);
    if (!file) {
      const path = batchFile(folder, id, part);
      file = { path, handle: await Deno.create(path), maxLineBytes: 0 };
      files.set(part, file);
    }
    return file;
  }

  async function write(sessions: readonly Session[]): Promise<void> {
    for (const [part, group] of groupBy(sessions, partOf)) {
      const file = await fileOf(part);
      const { bytes, maxLineBytes } = encodeLines(sessionText(group));
      file.maxLineBytes = Math.max(file.maxLineBytes, maxLineBytes);
      await writeAll(file.handle, bytes);
    }
  }

  return {
    id,
    pages,
    get sessionCount() {
      return sessionCount;
    },
    async add({ window, sessions, requests, coverage }) {
      await explained(outputPath, () => write(sessions));
      pages.push({ window, sessionCount: sessions.length, requests, coverage });
      sessionCount += sessions.length;
    },
    async seal({ isDurable }) {
      if (isDurable) { for (const { handle } of files.values()) await handle.syncData(); }
      closeAll();
      return [...files].map(([part, { path, maxLineBytes }]) => ({ part, path, maxLineBytes }));
    },
    async discard() {
      closeAll();
      await removeIfThere(`${folder}/${id}`);
    },
  };
}

function groupBy(
  sessions: readonly Session[],
  partOf: (session: Session) => string,
): Map<string, Session[]> {
  const groups = new Map<string, Session[]>();
  for (const session of sessions) {
    const part = partOf(session);
    const group = groups.get(part);
    if (group) group.push(session);
    else groups.set(part, [session]);
  }
  return groups;
}

function encodeLines(text: string): { bytes: Uint8Array; maxLineBytes: number } {
  const bytes = new TextEncoder().encode(text);
  let maxLineBytes = 0;
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(10, start) + 1;
    maxLineBytes = Math.max(maxLineBytes, end - start);
    start = end;
  }
  return { bytes, maxLineBytes };
}

async function writeAll(file: Deno.FsFile, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    written += await file.write(bytes.subarray(written));
  }
}
