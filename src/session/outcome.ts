import type { Session, SpecFields } from "./session.ts";

/**
 * How a session went, in the abbreviations of the field: `VSF`, a start that failed, and `VPF`, a
 * playback that failed, with `-T` or `-B` where the reason was technical or the customer's business;
 * `EBVS`, an exit before the video started; `played`, none of these.
 */
export type Outcome =
  | "played"
  | "EBVS"
  | `${"VSF" | "VPF"}${"" | "-T" | "-B"}`;

type Flag = keyof SpecFields & `is_${string}`;

const LEFT_EARLY: Flag = "is_exit_before_video_start";

const FAILURES: readonly { name: "VSF" | "VPF"; any: Flag; tech: Flag; business: Flag }[] = [
  {
    name: "VSF",
    any: "is_video_start_failure",
    tech: "is_video_start_failure_tech",
    business: "is_video_start_failure_business",
  },
  {
    name: "VPF",
    any: "is_video_playback_failure",
    tech: "is_video_playback_failure_tech",
    business: "is_video_playback_failure_business",
  },
];

/** How a session went; `undefined` if its flags do not say. */
export function outcomeOf(session: Session): Outcome | undefined {
  for (const { name, any, tech, business } of FAILURES) {
    if (session[tech]) return `${name}-T`;
    if (session[business]) return `${name}-B`;
    if (session[any]) return name;
  }
  if (session[LEFT_EARLY]) return "EBVS";
  return FAILURES.every(({ any }) => session[any] === false) ? "played" : undefined;
}
