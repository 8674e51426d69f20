import type { Endpoint } from "../../src/mod.ts";
import { meantName } from "../../src/view/mod.ts";
import { z } from "zod";
import { MAX_NAME_LENGTH } from "../bounds.ts";
import { ROWS_OUTPUT } from "../render/answer.ts";
import { dimensionsAnswer, valuesAnswer } from "../render/dimensions_answer.ts";
import { Line } from "../render/line.ts";
import {
  findDimension,
  type NamedDimension,
  namedDimensions,
} from "./knowledge/named_dimensions.ts";
import { recordSample } from "./knowledge/record_sample.ts";
import { refuse } from "./refuse.ts";
import { defineTool } from "./tool.ts";

const INPUT = z.strictObject({
  dimension: z.string().max(MAX_NAME_LENGTH).describe("Only this, with all its values")
    .optional(),
  search: z.string().max(MAX_NAME_LENGTH).describe("Text in name or meaning")
    .optional(),
});

/** Lists what sessions can be filtered by, and which values there are. */
export const listSessionDimensions = defineTool({
  name: "list_session_dimensions",
  title: "List dimensions",
  description:
    "Lists dimensions and tags, with values seen lately. Values are case-sensitive: copy " +
    "them.",
  input: INPUT,
  output: ROWS_OUTPUT,
  async run({ dimension, search }, { signal }, context) {
    const { endpoint } = context;
    const [account, hasSample] = await Promise.all([
      context.accountDimensions(signal),
      recordSample(context, signal),
    ]);
    const missing = [
      ...(account
        ? []
        : [Line.own("The API did not list the account's own dimensions: none are here.")]),
      ...(hasSample
        ? []
        : [Line.own("The API did not show its latest sessions: values are older, or none.")]),
    ];
    const known = namedDimensions(account, context);
    if (dimension === undefined) {
      const wanted = search?.toLowerCase() ?? "";
      const found = known.filter((one) => searchText(one, endpoint).includes(wanted));
      return dimensionsAnswer(found, missing, context.tokenBudget);
    }
    const one = findDimension(known, dimension, endpoint);
    if (!one) throw unknownDimension(dimension, known, endpoint);
    return valuesAnswer(one, missing, context.tokenBudget);
  },
});

/** Where a search looks: the name, what people say instead, and the meaning. */
function searchText({ name, meaning }: NamedDimension, { dimensions }: Endpoint): string {
  const fact = Object.hasOwn(dimensions, name) ? dimensions[name] : undefined;
  return [name, ...fact?.synonyms ?? [], meaning].join("\n").toLowerCase();
}

function unknownDimension(
  dimension: string,
  known: readonly NamedDimension[],
  endpoint: Endpoint,
) {
  const name = meantName(dimension, endpoint, known.map(({ name }) => name));
  const meant = known.find((one) => one.name === name)?.name;
  return refuse(
    "dimension",
    JSON.stringify(dimension),
    `there is no such dimension${meant ? `; did you mean ${meant}?` : ""}`,
    "a dimension of the catalogue or of the account, or a tag seen lately",
    meant === undefined ? undefined : { dimension: meant },
  );
}
