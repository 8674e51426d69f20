import { createRedactor } from "../../src/mod.ts";
import { OptionError } from "../options.ts";

/** Longest line, and how much of a message is looked at to write it. */
const MAX_LENGTH = 1000;
const MAX_LENGTH_READ = 20_000;

/** Causes that are told, the cause of the cause among them. */
const MAX_CAUSES = 3;

/** What would end a line, move the cursor or hide what follows. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu;

/** Tells the operator of an error, or of something else, on one line. */
export type Log = (event: unknown) => void;

/**
 * Makes a log. Each event is one line of bounded length, without what identifies a viewer, also where
 * answers show it: a log is kept, and read by others.
 *
 * @param write Writes a line.
 */
export function createLog(write: (line: string) => void): Log {
  // Of text alone it reads the same, whichever endpoint that is about.
  const redactor = createRedactor();
  return (event) => {
    const text = eventText(event).slice(0, MAX_LENGTH_READ).replace(UNPRINTABLE, " ");
    // An option is told to the operator who gave it.
    const hidden = event instanceof OptionError ? text : redactor.text(text);
    const line = hidden.replace(UNPRINTABLE, " ");
    write(line.length <= MAX_LENGTH ? line : `${line.slice(0, MAX_LENGTH - 1)}…`);
  };
}

/** An error with its causes; where there is a message, a stack would be noise. */
function eventText(event: unknown): string {
  const texts: string[] = [];
  for (let at = event; texts.length <= MAX_CAUSES && at !== undefined && at !== null;) {
    const text = oneText(at);
    // An error often repeats the message of its cause.
    if (!texts.some((told) => told.includes(text))) texts.push(text);
    else break;
    at = at instanceof Error ? at.cause : undefined;
  }
  return texts.join("; because of ");
}

/** An operator who gave a wrong option is told what is wrong with it, not of which class the error is. */
function oneText(event: unknown): string {
  if (event instanceof OptionError) return event.message;
  return event instanceof Error ? `${event.name}: ${event.message}` : String(event);
}
