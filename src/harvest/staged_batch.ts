import type { Session } from "../session/session.ts";
import { removeIfThere } from "./file_path.ts";
import type { PageFacts } from "./ledger.ts";
import type { SessionPage } from "../slicing/types.ts";
import { sessionText } from "./session_text.ts";
import type { SessionTextFile } from "./session_text_query.ts";
import { explained } from "./storage_failure.ts";

/** A file of a batch. */
export interface StagedFile extends SessionTextFile {
  /** What its sessions have in common, for example their hour. */
  readonly part: string;
  /** Number of the file among those of its part in the batch. */
  readonly number: number;
  /** How many sessions it has. */
  readonly sessions: number;
}

// DuckDB reads a file as a whole, in fifteen times the memory that the file takes.
const MAX_SESSIONS_PER_FILE = 3000;

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

/** Where a file of a batch is. */
export function batchFile(folder: string, id: number, part: string, number: number): string {
  return `${folder}/${id}/${part}-${number}.ndjson`;
}

interface OpenFile extends StagedFile {
  readonly handle: Deno.FsFile;
  maxLineBytes: number;
  sessions: number;
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
  const files: OpenFile[] = [];
  const growing = new Map<string, OpenFile>();
  const encode = reusingEncoder();
  const pages: PageFacts[] = [];
  let sessionCount = 0;
  const closeAll = () => {
    for (const { handle } of files) {
      try {
        handle.close();
      } catch {
        // It is closed already.
      }
    }
  };
  await removeIfThere(`${folder}/${id}`);
  await Deno.mkdir(`${folder}/${id}`, { recursive: true });

  /** The file of a part that has room for more sessions. */
  async function fileFor(part: string, sessions: number): Promise<OpenFile> {
    const last = growing.get(part);
    if (last && last.sessions + sessions <= MAX_SESSIONS_PER_FILE) return last;
    const number = last ? last.number + 1 : 0;
    const path = batchFile(folder, id, part, number);
    const handle = await Deno.create(path);
    const file = { part, number, path, handle, maxLineBytes: 0, sessions: 0 };
    growing.set(part, file);
    files.push(file);
    return file;
  }

  async function write(sessions: readonly Session[]): Promise<void> {
    for (const [part, group] of groupBy(sessions, partOf)) {
      const file = await fileFor(part, group.length);
      file.sessions += group.length;
      for (const line of sessionText(group)) {
        const bytes = encode(line);
        file.maxLineBytes = Math.max(file.maxLineBytes, bytes.length);
        await writeAll(file.handle, bytes);
      }
    }
  }

  return {
    id,
    pages,
    get sessionCount() {
      return sessionCount;
    },
    async add({ sessions, ...facts }) {
      await explained(outputPath, () => write(sessions));
      pages.push({ ...facts, sessionCount: sessions.length });
      sessionCount += sessions.length;
    },
    async seal({ isDurable }) {
      if (isDurable) await Promise.all(files.map(({ handle }) => handle.syncData()));
      closeAll();
      return files;
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

/** Encodes one text after the other into the same memory, which is good until the next one. */
function reusingEncoder(): (text: string) => Uint8Array {
  const encoder = new TextEncoder();
  let buffer = new Uint8Array(0);
  return (text) => {
    const maxBytes = 3 * text.length;
    if (buffer.length < maxBytes) buffer = new Uint8Array(maxBytes);
    return buffer.subarray(0, encoder.encodeInto(text, buffer).written);
  };
}

async function writeAll(file: Deno.FsFile, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    written += await file.write(bytes.subarray(written));
  }
}
