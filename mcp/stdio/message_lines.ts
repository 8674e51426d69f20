import { Buffer } from "node:buffer";
import { Transform } from "node:stream";
import { MAX_MESSAGE_BYTES } from "../bounds.ts";
import { checkMessage } from "../protocol/check_message.ts";
import { type ErrorAnswer, invalidRequest, parseError } from "../protocol/error_answer.ts";

const NEWLINE = 10;

/**
 * Lets through the lines that are messages, and refuses the others aloud: the SDK drops them in
 * silence, so that their sender would wait for ever.
 *
 * @param refuse Sends an answer.
 */
export function messageLines(refuse: (answer: ErrorAnswer) => void): Transform {
  let parts: Uint8Array[] = [];
  let length = 0;
  const add = (part: Uint8Array) => {
    length += part.length;
    // What is too long is not kept.
    if (length <= MAX_MESSAGE_BYTES) parts.push(part);
    else parts = [];
  };
  const endLine = (): string | ErrorAnswer | undefined => {
    const [line, isTooLong] = [Buffer.concat(parts).toString(), length > MAX_MESSAGE_BYTES];
    [parts, length] = [[], 0];
    return isTooLong
      ? invalidRequest(`The message is too long: allowed are ${MAX_MESSAGE_BYTES} bytes a line`)
      : line.trim() === ""
      ? undefined
      : mistakeIn(line) ?? line;
  };
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      let from = 0;
      for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
        add(chunk.subarray(from, at));
        from = at + 1;
        const line = endLine();
        if (typeof line === "string") this.push(`${line}\n`);
        else if (line) refuse(line);
      }
      add(chunk.subarray(from));
      done();
    },
  });
}

function mistakeIn(line: string): ErrorAnswer | undefined {
  let message: unknown;
  try {
    message = JSON.parse(line);
  } catch {
    return parseError();
  }
  return Array.isArray(message)
    ? invalidRequest("A batch is not taken over standard input: send one message a line")
    : checkMessage(message);
}
