import { weightedChoice } from "../random/weighted_choice.ts";
import { type Entity, entity } from "./entity.ts";

/** A town. */
export interface Place extends Entity {
  readonly countryCode: string;
}

type Row = readonly [
  share: number,
  continent: string,
  countryCode: string,
  state: string,
  city: string,
  postalCode: string,
  dma?: string,
];

const ROWS: readonly Row[] = [
  [14, "North America", "US", "New York", "New York", "10001", "501"],
  [10, "North America", "US", "California", "Los Angeles", "90001", "803"],
  [8, "North America", "US", "Illinois", "Chicago", "60601", "602"],
  [6, "North America", "US", "Texas", "Houston", "77002", "618"],
  [5, "North America", "US", "Pennsylvania", "Philadelphia", "19103", "504"],
  [5, "North America", "US", "Georgia", "Atlanta", "30303", "524"],
  [4, "North America", "US", "Washington", "Seattle", "98101", "819"],
  [3, "North America", "US", "Colorado", "Denver", "80202", "751"],
  [9, "Europe", "GB", "England", "London", "EC1A"],
  [4, "Europe", "GB", "England", "Manchester", "M1"],
  [2, "Europe", "GB", "Scotland", "Glasgow", "G1"],
  [6, "Europe", "DE", "Berlin", "Berlin", "10115"],
  [4, "Europe", "DE", "Bavaria", "Munich", "80331"],
  [3, "Europe", "DE", "Hamburg", "Hamburg", "20095"],
  [4, "Europe", "FR", "Ile-de-France", "Paris", "75001"],
  [2, "Europe", "FR", "Auvergne-Rhone-Alpes", "Lyon", "69001"],
  [5, "South America", "BR", "Sao Paulo", "Sao Paulo", "01001-000"],
  [3, "South America", "BR", "Rio de Janeiro", "Rio de Janeiro", "20010-000"],
  [4, "Asia", "IN", "Maharashtra", "Mumbai", "400001"],
  [3, "Asia", "IN", "Delhi", "New Delhi", "110001"],
];

/** Chooses a place by a number in [0, 1). */
export const choosePlace: (draw: number) => Place = weightedChoice(
  ROWS.map(([share, continent, countryCode, state, city, postalCode, dma]) => ({
    share,
    countryCode,
    ...entity({
      geo_continent_name: continent,
      geo_country_code: countryCode,
      geo_state_name: state,
      geo_city_name: city,
      geo_postal_code: postalCode,
      geo_dma: dma,
    }),
  })),
  ({ share }) => share,
);
