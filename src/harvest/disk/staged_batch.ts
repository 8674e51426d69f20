import fs, { type FileHandle } from "node:fs/promises";
import type { Endpoint } from "../../../gen/endpoint.ts";
import type { Session } from "../../session/session.ts";
import { makeFolder, syncFolder } from "./durable.ts";
import { codeOf, removeIfThere, sizeOf } from "./file_path.ts";
import type { PageFacts } from "../ledger/record_pages.ts";
import type { SessionPage } from "../../slicing/types.ts";
import { sessionText, type SessionTextFile } from "../columns/session_text.ts";
import { StorageError } from "../storage_error.ts";
import { explained } from "./storage_failure.ts";

/** A file of a batch. */
export interface StagedFile extends SessionTextFile {
  /** What its sessions have in common, for example their hour. */
  readonly part: string;
  /** Number of the file among those of its part in the batch. */
  readonly number: number;
  /** How many sessions it has. */
  readonly sessions: number;
  /** Its size in bytes. */
  readonly bytes: number;
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
  readonly handle: FileHandle;
  maxLineBytes: number;
  sessions: number;
  bytes: number;
}

/** Where and how a batch is staged. */
export interface StagedBatchOptions {
  /** The output, as the user knows it. */
  readonly outputPath: string;
  /** The folder of the batches. */
  readonly folder: string;
  /** Number of the batch. */
  readonly id: number;
  /** Whose sessions they are. */
  readonly endpoint: Endpoint;
  /** Tells which sessions share a file. */
  readonly partOf: (session: Session) => string;
}

/** Tells that the files of a batch are gone before it was stored; a rerun asks for it again. */
function lostMessage(outputPath: string, folder: string): string {
  return `Cannot store the last sessions in '${outputPath}' as files in '${folder}' were removed ` +
    "while a run wrote to them; leave that folder alone and run the same command again, which goes " +
    "on from what was stored before";
}

/** Starts a batch. */
export async function stageBatch(
  { outputPath, folder, id, endpoint, partOf }: StagedBatchOptions,
): Promise<StagedBatch> {
  const files: OpenFile[] = [];
  const growing = new Map<string, OpenFile>();
  const encode = reusingEncoder();
  const pages: PageFacts[] = [];
  let sessionCount = 0;
  const closeAll = async () => {
    await Promise.all(files.map(({ handle }) => handle.close()));
  };
  const isLost = () => new StorageError("lost", outputPath, lostMessage(outputPath, folder));
  await removeIfThere(`${folder}/${id}`);
  await makeFolder(`${folder}/${id}`);

  /** The file of a part that has room for more sessions. */
  async function fileFor(part: string, sessions: number): Promise<OpenFile> {
    const last = growing.get(part);
    if (last && last.sessions + sessions <= MAX_SESSIONS_PER_FILE) return last;
    const number = last ? last.number + 1 : 0;
    const path = batchFile(folder, id, part, number);
    const handle = await fs.open(path, "w").catch((error) => {
      throw codeOf(error) === "ENOENT" ? isLost() : error;
    });
    const file = { part, number, path, handle, maxLineBytes: 0, sessions: 0, bytes: 0 };
    growing.set(part, file);
    files.push(file);
    return file;
  }

  async function write(groups: ReadonlyMap<string, readonly Session[]>): Promise<void> {
    for (const [part, group] of groups) {
      const file = await fileFor(part, group.length);
      file.sessions += group.length;
      for (const line of sessionText(group, endpoint)) {
        const bytes = encode(line);
        file.maxLineBytes = Math.max(file.maxLineBytes, bytes.length);
        file.bytes += bytes.length;
        await file.handle.writeFile(bytes);
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
      const groups = Map.groupBy(sessions, partOf);
      await explained(outputPath, () => write(groups));
      const parts = Object.fromEntries([...groups].map(([part, { length }]) => [part, length]));
      pages.push({ ...facts, sessionCount: sessions.length, parts });
      sessionCount += sessions.length;
    },
    async seal({ isDurable }) {
      if (isDurable) {
        await Promise.all(files.map(({ handle }) => handle.datasync()));
        if (files.length > 0) {
          await syncFolder(`${folder}/${id}`).catch(() => Promise.reject(isLost()));
        }
      }
      await closeAll();
      for (const { path, bytes } of files) if (await sizeOf(path) !== bytes) throw isLost();
      return files;
    },
    async discard() {
      await closeAll();
      await removeIfThere(`${folder}/${id}`);
    },
  };
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
