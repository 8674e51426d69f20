import { DIMENSIONS, meantName } from "../../src/mod.ts";
import { z } from "zod";
import { MAX_NAME_LENGTH } from "../bounds.ts";
import { dimensionsAnswer } from "../render/dimensions_answer.ts";
import { TABLE_OUTPUT } from "../render/table_answer.ts";
import { refuse } from "./refuse.ts";
import { recordSample } from "./record_sample.ts";
import { defineTool } from "./tool.ts";

const INPUT = z.strictObject({
  dimension: z.string().max(MAX_NAME_LENGTH).describe("Only this one, with all values seen lately")
    .optional(),
  search: z.string().max(MAX_NAME_LENGTH).describe("Only those whose name or meaning has this text")
    .optional(),
});

/** Lists what sessions can be filtered by, and which values there are. */
export const listSessionDimensions = defineTool({
  name: "list_session_dimensions",
  title: "List dimensions",
  description:
    "Lists the dimensions that sessions can be filtered by, those of the account's own " +
    "among them, with values seen lately. Values are case-sensitive: copy them from here.",
  input: INPUT,
  output: TABLE_OUTPUT,
  async run({ dimension, search }, { signal }, context) {
    const [account, hasSample] = await Promise.all([
      context.accountDimensions(signal),
      recordSample(context, signal),
    ]);
    const known = new Map<string, string>([
      ...Object.entries(DIMENSIONS).map(([name, { description }]) => [name, description] as const),
      ...(account ?? []).filter(({ name }) => !Object.hasOwn(DIMENSIONS, name))
        .map(({ name, label }) => [name, label] as const),
    ]);
    if (dimension !== undefined && !known.has(dimension)) {
      const name = meantName(dimension, [...known.keys()]) ?? "";
      const meant = known.has(name) ? name : undefined;
      throw refuse(
        "dimension",
        JSON.stringify(dimension),
        `there is no such dimension${meant ? `; did you mean ${meant}?` : ""}`,
        "a dimension of the catalogue or of the account",
        meant === undefined ? undefined : { dimension: meant },
      );
    }
    const wanted = search?.toLowerCase() ?? "";
    const shown = [...known].filter(([name, description]) =>
      dimension === undefined
        ? `${name} ${description}`.toLowerCase().includes(wanted)
        : name === dimension
    );
    const missing = [
      ...(account ? [] : ["The API did not list the account's own dimensions: none are here."]),
      ...(hasSample
        ? []
        : ["The API did not show its latest sessions: values are older, or none."]),
    ];
    return dimensionsAnswer(shown, account ?? [], missing, dimension, context);
  },
});
