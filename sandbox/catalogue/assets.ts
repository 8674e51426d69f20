import { drawOf } from "../random/hash.ts";
import { zipfChoice } from "../random/weighted_choice.ts";
import { type Entity, entity } from "./entity.ts";

/** Something to watch. */
export interface Asset extends Entity {
  readonly id: string;
  /** Length; `null` if it is live. */
  readonly lengthMs: number | null;
  /** League of a sports event. */
  readonly league?: string;
}

const SERIES = [
  ["The Long Harbour", "Drama"],
  ["Salt and Iron", "Crime"],
  ["Second Floor, Left", "Comedy"],
  ["Quiet Orbit", "Science Fiction"],
  ["Night Ferry", "Thriller"],
  ["The Beekeepers", "Documentary"],
  ["Kettle and Crown", "History"],
  ["Tiny Giants", "Kids"],
] as const;
const MOVIES = [
  ["A Map of Winter", "Drama"],
  ["The Last Lighthouse", "Adventure"],
  ["Paper Tigers of Lyon", "Comedy"],
  ["Under Glass", "Thriller"],
  ["Seven Bridges", "Action"],
  ["Halfway Moon", "Romance"],
] as const;
const CHANNELS = ["ExampleTV News", "ExampleTV Sports", "ExampleTV One"] as const;
const LEAGUES = ["Premier Rowing", "Northern Hockey", "Continental Cup"] as const;
const EPISODES_PER_SERIES = 12;
const EPISODES_PER_SEASON = 6;
const MINUTE_MS = 60_000;

const drawRank = drawOf("asset/rank");
const drawLength = drawOf("asset/length");

const live: Asset[] = [
  ...CHANNELS.map((channel, index) =>
    asset(`live-${index + 1}`, channel, null, {
      genre: index === 0 ? "News" : "General",
      type: "Channel",
      channel,
    })
  ),
  ...LEAGUES.flatMap((league, leagueIndex) =>
    [1, 2, 3].map((round) =>
      asset(`event-${leagueIndex + 1}-${round}`, `${league}: Round ${round}`, null, {
        genre: "Sports",
        type: "Event",
        channel: CHANNELS[1],
        league,
      })
    )
  ),
];
const movies = MOVIES.map(([title, genre], index) =>
  asset(`movie-${index + 1}`, title, (85 + 45 * drawLength(index)) * MINUTE_MS, {
    genre,
    type: "Movie",
  })
);
const episodes = SERIES.flatMap(([series, genre], seriesIndex) =>
  Array.from({ length: EPISODES_PER_SERIES }, (_, index) => {
    const season = 1 + Math.floor(index / EPISODES_PER_SEASON);
    const episode = 1 + (index % EPISODES_PER_SEASON);
    return asset(
      `episode-${seriesIndex + 1}-${season}-${episode}`,
      `${series} S${season} E${episode}`,
      (22 + 36 * drawLength(100 + seriesIndex)) * MINUTE_MS,
      { genre, type: "Episode", series, season, episode },
    );
  })
);

/** Live first, since it is watched most; the others in an order of their own. */
const ranked = [
  ...live,
  ...[...movies, ...episodes]
    .map((entry, index) => ({ entry, rank: drawRank(index) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ entry }) => entry),
];

/** Chooses an asset by a number in [0, 1). */
export const chooseAsset: (draw: number) => Asset = zipfChoice(ranked, 0.8);

function asset(
  id: string,
  title: string,
  lengthMs: number | null,
  about: {
    genre: string;
    type: string;
    channel?: string;
    league?: string;
    series?: string;
    season?: number;
    episode?: number;
  },
): Asset {
  const isLive = lengthMs === null;
  return {
    id,
    lengthMs: isLive ? null : Math.round(lengthMs),
    league: about.league,
    ...entity({
      asset: title,
      video_asset_name: title,
      asset_type: about.type,
      content_category: isLive ? "Live" : "VOD",
      content_meta_affiliate: isLive ? "Example Affiliate" : undefined,
      content_meta_brand: "ExampleTV",
      content_meta_category_type: about.type,
      content_meta_channel: about.channel,
      content_meta_content_type: isLive ? "Live" : "VOD",
      content_meta_episode_number: about.episode?.toString(),
      content_meta_genre: about.genre,
      content_meta_genre_list: about.league ? `${about.genre},Live` : about.genre,
      content_meta_id: id,
      content_meta_name: title,
      content_meta_season_number: about.season?.toString(),
      content_meta_series_name: about.series,
      content_meta_show_title: about.series ?? title,
    }),
  };
}
