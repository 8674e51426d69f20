import { weightedChoice } from "../random/weighted_choice.ts";
import { type Entity, entity } from "./entity.ts";

/** A kind of device. */
interface DeviceModel {
  readonly share: number;
  readonly name: string;
  readonly category: "MOB" | "TV" | "STB" | "PC" | "CONSOLE";
  readonly hardwareType: string;
  readonly manufacturer: string;
  readonly marketingName: string;
  readonly model: string;
  readonly os: string;
  readonly osFamily: string;
  readonly osVersions: readonly string[];
  readonly browser?: string;
  readonly browserVersions?: readonly string[];
  readonly player: string;
  readonly wired: boolean;
}

/** A device with its versions of everything. */
export interface Device extends Entity {
  readonly share: number;
  /** Whether it has a network cable rather than a radio. */
  readonly isWired: boolean;
  /** Whether it is carried about. */
  readonly isMobile: boolean;
  /** Bitrate of the best rendition that fits its screen, bits per second. */
  readonly maxBitrateBps: number;
}

const phone = {
  category: "MOB",
  hardwareType: "Mobile Phone",
  wired: false,
} as const;
const tablet = { category: "MOB", hardwareType: "Tablet", wired: false } as const;
const smartTv = { category: "TV", hardwareType: "Smart TV", wired: true } as const;
const stick = { category: "STB", hardwareType: "Streaming Stick", wired: false } as const;
const computer = { category: "PC", hardwareType: "Desktop", wired: true } as const;
const android = { os: "Android", osFamily: "Android", player: "ExoPlayer" } as const;
const ios = { os: "iOS", osFamily: "Apple iOS", player: "AVPlayer" } as const;
const androidVersions = ["15", "14", "16", "13", "12"];
const iosVersions = ["18.6", "26.1", "17.7"];

/** The kinds, in the order of their shares. Plain facts of the market, not of any account. */
const MODELS: readonly DeviceModel[] = [
  {
    share: 15,
    ...phone,
    ...ios,
    name: "iPhone",
    manufacturer: "Apple",
    marketingName: "iPhone 15",
    model: "iPhone15,4",
    osVersions: iosVersions,
  },
  {
    share: 12,
    ...phone,
    ...android,
    name: "Android Phone",
    manufacturer: "Samsung",
    marketingName: "Galaxy S24",
    model: "SM-S921B",
    osVersions: androidVersions,
  },
  {
    share: 12,
    ...computer,
    name: "Windows Chrome",
    manufacturer: "Generic",
    marketingName: "Windows PC",
    model: "Windows PC",
    os: "Windows",
    osFamily: "Windows",
    osVersions: ["11", "10"],
    browser: "Chrome",
    browserVersions: ["142.0", "141.0", "140.0"],
    player: "Shaka Player",
  },
  {
    share: 10,
    ...stick,
    name: "Roku",
    manufacturer: "Roku",
    marketingName: "Roku Express 4K",
    model: "3940X",
    os: "Roku OS",
    osFamily: "Roku",
    osVersions: ["14.5", "15.0"],
    player: "Roku Video",
  },
  {
    share: 9,
    ...stick,
    name: "Amazon Fire TV",
    manufacturer: "Amazon",
    marketingName: "Fire TV Stick 4K",
    model: "AFTKA",
    os: "Fire OS",
    osFamily: "Fire OS",
    osVersions: ["7.6", "8.1"],
    player: "ExoPlayer",
  },
  {
    share: 9,
    ...smartTv,
    name: "Samsung TV",
    manufacturer: "Samsung",
    marketingName: "Samsung QLED TV",
    model: "QE55Q60C",
    os: "Tizen",
    osFamily: "Tizen",
    osVersions: ["7.0", "8.0", "6.5"],
    player: "Tizen AVPlay",
  },
  {
    share: 7,
    ...smartTv,
    name: "LG TV",
    manufacturer: "LG",
    marketingName: "LG OLED TV",
    model: "OLED55C3",
    os: "webOS",
    osFamily: "webOS",
    osVersions: ["23", "24", "6.0"],
    player: "Shaka Player",
  },
  {
    share: 7,
    ...phone,
    ...android,
    name: "Android Phone",
    manufacturer: "Xiaomi",
    marketingName: "Redmi Note 13",
    model: "23129RAA4G",
    osVersions: androidVersions,
  },
  {
    share: 5,
    ...stick,
    name: "Apple TV",
    manufacturer: "Apple",
    marketingName: "Apple TV 4K",
    model: "AppleTV14,1",
    os: "tvOS",
    osFamily: "Apple tvOS",
    osVersions: ["18.6", "26.1"],
    player: "AVPlayer",
  },
  {
    share: 4,
    ...computer,
    name: "Mac Safari",
    manufacturer: "Apple",
    marketingName: "Mac",
    model: "Mac",
    os: "macOS",
    osFamily: "macOS",
    osVersions: ["15.6", "26.1"],
    browser: "Safari",
    browserVersions: ["26.1", "18.6"],
    player: "Shaka Player",
  },
  {
    share: 4,
    ...tablet,
    ...ios,
    name: "iPad",
    manufacturer: "Apple",
    marketingName: "iPad Air",
    model: "iPad14,8",
    osVersions: iosVersions,
  },
  {
    share: 3,
    ...smartTv,
    ...android,
    name: "Android TV",
    manufacturer: "Sony",
    marketingName: "Sony BRAVIA",
    model: "XR-55A80L",
    osVersions: ["12", "11"],
  },
  {
    share: 2,
    ...computer,
    name: "Windows Edge",
    manufacturer: "Generic",
    marketingName: "Windows PC",
    model: "Windows PC",
    os: "Windows",
    osFamily: "Windows",
    osVersions: ["11", "10"],
    browser: "Edge",
    browserVersions: ["142.0", "141.0"],
    player: "Shaka Player",
  },
  {
    share: 1,
    category: "CONSOLE",
    hardwareType: "Game Console",
    wired: true,
    name: "PlayStation 5",
    manufacturer: "Sony",
    marketingName: "PlayStation 5",
    model: "CFI-2016",
    os: "PlayStation OS",
    osFamily: "PlayStation",
    osVersions: ["12.0"],
    player: "PlayStation Player",
  },
];

const APP_VERSIONS = ["8.4.1", "8.4.0", "8.3.2", "7.9.0"];
const MOBILE_MAX_BITRATE_BPS = 6_000_000;
const LARGE_SCREEN_MAX_BITRATE_BPS = 12_000_000;

const DEVICES: readonly Device[] = MODELS.flatMap((model) =>
  model.osVersions.flatMap((osVersion, osIndex) =>
    APP_VERSIONS.map((appVersion, appIndex) =>
      device(model, osVersion, appVersion, osIndex, appIndex)
    )
  )
);

/** Chooses a device by a number in [0, 1). */
export const chooseDevice: (draw: number) => Device = weightedChoice(
  DEVICES,
  ({ share }) => share,
);

function device(
  model: DeviceModel,
  osVersion: string,
  appVersion: string,
  osIndex: number,
  appIndex: number,
): Device {
  const { browser, browserVersions = [] } = model;
  const browserVersion = browserVersions[appIndex % Math.max(1, browserVersions.length)];
  const isMobile = model.category === "MOB";
  return {
    ...entity({
      device_name: model.name,
      device_category: model.category,
      device_hardware_type: model.hardwareType,
      device_manufacturer: model.manufacturer,
      device_marketing_name: model.marketingName,
      device_model: model.model,
      device_os: model.os,
      device_os_family: model.osFamily,
      device_os_version: osVersion,
      browser_name: browser,
      browser_version: browserVersion,
      user_agent: browser
        ? `Mozilla/5.0 (${model.os} ${osVersion}) ${browser}/${browserVersion}`
        : `ExampleTV/${appVersion} (${model.os} ${osVersion}; ${model.model})`,
      platform: browser ? "Web" : model.os,
      platform_version: browser ? browserVersion : osVersion,
      app_version: appVersion,
      player_name: `ExampleTV ${browser ? "Web" : model.os}`,
      player_framework_name: model.player,
      player_framework_version: `4.${APP_VERSIONS.length - appIndex}.0`,
      conviva_core_sdk_version: appIndex < 2 ? "4.0.51" : "4.0.46",
    }),
    share: model.share / ((osIndex + 1) * (appIndex + 1) ** 1.5),
    isWired: model.wired,
    isMobile,
    maxBitrateBps: isMobile ? MOBILE_MAX_BITRATE_BPS : LARGE_SCREEN_MAX_BITRATE_BPS,
  };
}
