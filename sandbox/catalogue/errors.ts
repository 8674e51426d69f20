import { weightedChoice } from "../random/weighted_choice.ts";

/** Chooses the error of a failure by whether its cause is a business one, and a number in [0, 1). */
export function chooseError(
  during: "start" | "playback",
  isBusiness: boolean,
  draw: number,
): string {
  return CHOICES[during][isBusiness ? "business" : "tech"](draw);
}

const choice = (shares: Record<string, number>) => {
  const choose = weightedChoice(Object.entries(shares), ([, share]) => share);
  return (draw: number) => choose(draw)[0];
};

const CHOICES = {
  start: {
    tech: choice({
      "MANIFEST_LOAD_TIMEOUT": 38,
      "SEGMENT_HTTP_503": 24,
      "DRM_LICENSE_REQUEST_FAILED": 20,
      "MEDIA_DECODE_ERROR": 12,
      "NETWORK_UNREACHABLE": 6,
    }),
    business: choice({
      "GEO_BLOCKED": 45,
      "CONCURRENT_STREAM_LIMIT": 35,
      "SUBSCRIPTION_EXPIRED": 20,
    }),
  },
  playback: {
    tech: choice({
      "SEGMENT_LOAD_TIMEOUT": 50,
      "MEDIA_DECODE_ERROR": 30,
      "SEGMENT_HTTP_404": 20,
    }),
    business: choice({ "CONCURRENT_STREAM_LIMIT": 70, "BLACKOUT_STARTED": 30 }),
  },
};
