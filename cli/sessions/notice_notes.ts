import type { Coverage } from "../../src/mod.ts";
import { cleanText } from "../text/clean_text.ts";
import { groupDigits, list } from "../text/words.ts";

type Noticed = Pick<Coverage, "notices" | "unknownValues" | "correctedUnits">;

/** Says in words what was noticed beside, of answers that are complete as well; empty if nothing was. */
export function noticeNotes({ notices, unknownValues, correctedUnits }: Noticed): string[] {
  const notes = notices.map(({ message }) => `Noticed: ${cleanText(message)}`);
  if (Object.keys(unknownValues).length > 0) {
    notes.push(
      `Noticed: values that say they are not known are empty: ${counted(unknownValues)}`,
    );
  }
  if (Object.keys(correctedUnits).length > 0) {
    notes.push(
      `Noticed: times came in another unit than their field's and were converted: ${
        counted(correctedUnits)
      }`,
    );
  }
  return notes;
}

function counted(counts: Readonly<Record<string, number>>): string {
  return list(
    Object.entries(counts).map(([field, times]) => `${cleanText(field)} (${groupDigits(times)})`),
  );
}
