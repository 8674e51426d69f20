import { CONTENT, type ContentDimension } from "../../src/mod.ts";
import { exampleFilter } from "../query/example_filter.ts";
import type { AskedEndpoint } from "./asked_endpoint.ts";

/** Dimensions to group by. A name that the spec does not have does not compile. */
const GROUPS: readonly ContentDimension[] = ["cdn", "device_os"];

/** The sessions that the commands are about: here, and nowhere else, the endpoint is chosen. */
export const CONTENT_SESSIONS: AskedEndpoint = {
  endpoint: CONTENT,
  examples: {
    flag: exampleFilter("is_video_start_failure", "true"),
    dimension: exampleFilter("device_os", "Android"),
    either: `${exampleFilter("cdn", "Akamai")} ${exampleFilter("cdn", "Fastly")}`,
    otherValue: "device_os=iOS",
    groups: GROUPS.join(","),
    columns: "cdn,outcome",
  },
  clientOf: (client) => client.content,
};
