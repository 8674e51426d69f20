// renders saved answers in a real terminal
import { denoIo } from "./cli/deno_io.ts";
import { writeAnswer } from "./cli/explain/write_answer.ts";
import { diagnosisParts } from "./cli/explain/parts/diagnosis_parts.ts";
import { comparisonParts } from "./cli/explain/parts/comparison_parts.ts";
import { summaryParts } from "./cli/explain/parts/summary_parts.ts";
import { zonedTimeText } from "./cli/explain/zoned_time_text.ts";
const [kind, file] = Deno.args;
const answer = JSON.parse(await Deno.readTextFile(file!));
const parts = kind === "d" ? diagnosisParts(answer) : kind === "c" ? comparisonParts(answer) : summaryParts(answer, "vsf");
const io = denoIo(new AbortController().signal);
const notes = await writeAnswer(io, "table", { answer, parts, csv: { columns: [], rows: [] }, timeText: zonedTimeText(answer.timeZone ?? "UTC", answer.range ?? answer.current.range) });
console.log(notes.join("\n"));
