// Made from openapi/conviva-sessions-v3.yaml by `deno task gen`. Do not edit.

import type { ApiFact, Endpoint } from "./endpoint.ts";

/** A query parameter of `content`, tags and dimensions aside. */
export type ContentParameter =
  | "start_date"
  | "end_date"
  | "start_epoch"
  | "end_epoch"
  | "start_epoch_ms"
  | "end_epoch_ms"
  | "limit"
  | "client_id"
  | "session_id"
  | "is_exit_before_video_start"
  | "is_video_start_failure"
  | "is_video_start_failure_business"
  | "is_video_start_failure_tech"
  | "is_video_playback_failure"
  | "is_video_playback_failure_business"
  | "is_video_playback_failure_tech";

/** A dimension of `content`. */
export type ContentDimension =
  | "app_version"
  | "asn"
  | "asset"
  | "asset_type"
  | "browser_name"
  | "browser_version"
  | "cdn"
  | "cdn_edge_group"
  | "cdn_edge_server"
  | "connection_type"
  | "content_category"
  | "content_meta_affiliate"
  | "content_meta_brand"
  | "content_meta_category_type"
  | "content_meta_channel"
  | "content_meta_content_type"
  | "content_meta_episode_number"
  | "content_meta_genre"
  | "content_meta_genre_list"
  | "content_meta_id"
  | "content_meta_name"
  | "content_meta_season_number"
  | "content_meta_series_name"
  | "content_meta_show_title"
  | "conviva_core_sdk_version"
  | "customer"
  | "device_category"
  | "device_hardware_type"
  | "device_manufacturer"
  | "device_marketing_name"
  | "device_model"
  | "device_name"
  | "device_os"
  | "device_os_family"
  | "device_os_version"
  | "geo_city_name"
  | "geo_continent_name"
  | "geo_country_code"
  | "geo_dma"
  | "geo_postal_code"
  | "geo_state_name"
  | "isp"
  | "network_connection_type"
  | "platform"
  | "platform_version"
  | "player_name"
  | "player_framework_name"
  | "player_framework_version"
  | "precision_algo_id"
  | "precision_cdn"
  | "precision_rs"
  | "preroll_status"
  | "stream_host"
  | "user_agent"
  | "utm_tracking_code"
  | "video_asset_name"
  | "video_playback_failure_business_error"
  | "video_playback_failure_error"
  | "video_playback_failure_tech_error"
  | "video_start_failure_business_error"
  | "video_start_failure_error"
  | "video_start_failure_tech_error";

/** The dotted path of a field of a session of `content`. */
export type ContentField =
  | "session_id"
  | "client_id"
  | "viewer_id"
  | "session_start_timestamp_ms"
  | "session_end_timestamp_ms"
  | "play_status"
  | "asset"
  | "stream_url"
  | "video_start_time_ms"
  | "playing_time_ms"
  | "paused_time_ms"
  | "rebuffering_time_ms"
  | "connection_induced_rebuffering_time_ms"
  | "average_peak_bitrate_bps"
  | "average_average_bitrate_bps"
  | "average_framerate_fps"
  | "average_rendering_quality_percent"
  | "content_length_ms"
  | "percentage_complete"
  | "interrupts"
  | "bitrate_switches"
  | "is_exit_before_video_start"
  | "is_video_start_failure"
  | "is_video_start_failure_business"
  | "is_video_start_failure_tech"
  | "is_video_playback_failure"
  | "is_video_playback_failure_business"
  | "is_video_playback_failure_tech"
  | "video_start_failure_errors"
  | "video_playback_failure_errors"
  | "network_info.ip"
  | "network_info.ipv6"
  | "network_info.isp"
  | "network_info.asn"
  | "network_info.cdn"
  | "network_info.connection_type"
  | "network_info.network_connection_type"
  | "network_info.cdn_edge_server"
  | "network_info.stream_host"
  | "device_info.device_name"
  | "device_info.device_category"
  | "device_info.device_hardware_type"
  | "device_info.device_manufacturer"
  | "device_info.device_marketing_name"
  | "device_info.device_model"
  | "device_info.device_os"
  | "device_info.device_os_family"
  | "device_info.device_os_version"
  | "device_info.browser_name"
  | "device_info.browser_version"
  | "device_info.user_agent"
  | "device_info.platform"
  | "device_info.platform_version"
  | "device_info.app_version"
  | "device_info.player_name"
  | "device_info.player_framework_name"
  | "device_info.player_framework_version"
  | "device_info.conviva_core_sdk_version"
  | "geo_info.geo_continent_name"
  | "geo_info.geo_country_code"
  | "geo_info.geo_state_name"
  | "geo_info.geo_city_name"
  | "geo_info.geo_postal_code"
  | "geo_info.geo_dma"
  | "content_info.asset_type"
  | "content_info.content_category"
  | "content_info.video_asset_name"
  | "content_info.content_meta_affiliate"
  | "content_info.content_meta_brand"
  | "content_info.content_meta_category_type"
  | "content_info.content_meta_channel"
  | "content_info.content_meta_content_type"
  | "content_info.content_meta_episode_number"
  | "content_info.content_meta_genre"
  | "content_info.content_meta_genre_list"
  | "content_info.content_meta_id"
  | "content_info.content_meta_name"
  | "content_info.content_meta_season_number"
  | "content_info.content_meta_series_name"
  | "content_info.content_meta_show_title"
  | "required_tags"
  | "custom_tags";

/**
 * The API as a whole.
 *
 * @example Read it
 * ```ts
 * import { API } from "@conviva-sessions/conviva-sessions";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(new URL(API.server).protocol, "https:");
 * ```
 */
export const API: ApiFact = {
  "title": "Conviva Sessions V3 (unofficial)",
  "specVersion": "0.1.0",
  "server": "https://api.conviva.com/insights/3.0",
  "dimensionsPath": "/sessions/_meta/references/dimensions"
};

/**
 * Retrieve a sample of ended content sessions.
 *
 * @example Read it
 * ```ts
 * import { CONTENT } from "@conviva-sessions/conviva-sessions";
 * import { assert } from "@std/assert";
 *
 * assert(CONTENT.limits.maxSessions >= CONTENT.limits.defaultSessions);
 * ```
 */
export const CONTENT: Endpoint = {
  "name": "content",
  "path": "/sessions/content",
  "summary": "Retrieve a sample of ended content sessions",
  "listName": "sessions",
  "answer": {
    "failure": [
      "error",
      "errors",
      "err",
      "fault",
      "faults",
      "exception",
      "exceptions",
      "failure",
      "failures",
      "errorcode",
      "errormessage",
      "errordescription",
      "errordetails",
      "haserror",
      "haserrors",
      "iserror",
      "requestfailed",
      "queryfailed",
      "failedshards"
    ],
    "problem": [
      "code",
      "message",
      "msg",
      "detail",
      "details",
      "title",
      "reason"
    ],
    "success": [
      "success",
      "ok",
      "succeeded",
      "successful",
      "issuccess"
    ],
    "status": [
      "status",
      "state",
      "result",
      "outcome",
      "statuscode",
      "statustext",
      "responsecode",
      "responsestatus",
      "httpstatus",
      "httpcode",
      "querystatus",
      "jobstatus"
    ],
    "failedStatus": [
      "error",
      "errors",
      "err",
      "failed",
      "failure",
      "fail",
      "fault",
      "notok",
      "nok",
      "timeout",
      "timedout",
      "unavailable",
      "aborted",
      "cancelled",
      "canceled",
      "rejected",
      "denied",
      "internal",
      "internalerror",
      "internalservererror"
    ],
    "pendingStatus": [
      "pending",
      "processing",
      "queued",
      "running",
      "inprogress",
      "accepted",
      "notready",
      "preparing"
    ],
    "partialStatus": [
      "partial",
      "partialsuccess",
      "partialcontent",
      "incomplete",
      "truncated",
      "degraded"
    ],
    "harmless": [
      "ok",
      "okay",
      "success",
      "successful",
      "succeeded",
      "done",
      "complete",
      "completed",
      "finished",
      "none",
      "",
      "noerror",
      "noerrors",
      "nosessions",
      "nosessionsfound",
      "nodata",
      "nodatafound",
      "noresults",
      "noresultsfound",
      "nocontent",
      "nomatch",
      "nomatches",
      "nomatchingsessions",
      "nosessionsmatch",
      "nosessionsmatched",
      "nosessionsmatchthequery",
      "0sessions",
      "0sessionsfound",
      "0results",
      "notfoundany",
      "empty"
    ],
    "partial": [
      "partial",
      "ispartial",
      "partialresults",
      "partialresult",
      "partialdata",
      "partialresponse",
      "truncated",
      "istruncated",
      "resultstruncated",
      "responsetruncated",
      "incomplete",
      "isincomplete",
      "hasmore",
      "hasmoreresults",
      "hasmoredata",
      "hasmorepages",
      "hasmoreitems",
      "hasnext",
      "hasnextpage",
      "more",
      "moreavailable",
      "moreresults",
      "moreresultsavailable",
      "continuation",
      "continuationtoken",
      "remainingsessions",
      "remainingresults",
      "omitted",
      "dropped",
      "limited",
      "limitreached",
      "limitexceeded",
      "capped",
      "sampledout",
      "degraded",
      "timedout",
      "warning",
      "warnings"
    ],
    "whole": [
      "complete",
      "iscomplete",
      "completed",
      "done",
      "isdone",
      "finished",
      "ready",
      "isready",
      "exhausted",
      "last",
      "islast",
      "lastpage",
      "islastpage",
      "final",
      "isfinal"
    ],
    "total": [
      "total",
      "totalcount",
      "totalsessions",
      "totalresults",
      "totalrecords",
      "totalrows",
      "totalhits",
      "totalsize",
      "totalelements",
      "totalitems",
      "totalnumber",
      "totalfound",
      "totalmatched",
      "totalmatches",
      "totalavailable",
      "totalsessioncount",
      "totalrecordcount",
      "totalrowcount",
      "sessionstotal",
      "sessionscount",
      "numtotal",
      "numsessions",
      "numresults",
      "numrows",
      "fullcount",
      "matches",
      "odatacount",
      "count",
      "numfound",
      "matched",
      "available",
      "resultcount",
      "sessioncount",
      "rowcount",
      "recordcount"
    ],
    "next": "next",
    "source": "inferred"
  },
  "limits": {
    "minSessions": 1,
    "maxSessions": 1500,
    "defaultSessions": 50,
    "maxWindowMs": 10800000,
    "maxAgeMs": 2678400000,
    "retryAfterMs": 61000,
    "accountRate": {
      "maxCost": 400,
      "perMs": 60000,
      "cost": "filters"
    },
    "addressRate": {
      "maxCost": 3000,
      "perMs": 300000,
      "cost": "request"
    }
  },
  "range": {
    "start": "start_epoch_ms",
    "end": "end_epoch_ms",
    "source": "seed"
  },
  "key": {
    "session": "session_id",
    "client": "client_id",
    "start": "session_start_timestamp_ms",
    "end": "session_end_timestamp_ms"
  },
  "tagPrefix": "tag_",
  "parameters": {
    "start_date": {
      "role": "time",
      "type": "string",
      "edge": "start",
      "format": "iso8601",
      "description": "Start of the range, ISO 8601.",
      "synonyms": [],
      "source": "seed"
    },
    "end_date": {
      "role": "time",
      "type": "string",
      "edge": "end",
      "format": "iso8601",
      "description": "End of the range, ISO 8601.",
      "synonyms": [],
      "source": "seed"
    },
    "start_epoch": {
      "role": "time",
      "type": "number",
      "edge": "start",
      "format": "epoch_s",
      "description": "Start of the range in Unix seconds.",
      "synonyms": [],
      "source": "seed"
    },
    "end_epoch": {
      "role": "time",
      "type": "number",
      "edge": "end",
      "format": "epoch_s",
      "description": "End of the range in Unix seconds.",
      "synonyms": [],
      "source": "seed"
    },
    "start_epoch_ms": {
      "role": "time",
      "type": "number",
      "edge": "start",
      "format": "epoch_ms",
      "description": "Start of the range in Unix milliseconds.",
      "synonyms": [],
      "source": "seed"
    },
    "end_epoch_ms": {
      "role": "time",
      "type": "number",
      "edge": "end",
      "format": "epoch_ms",
      "description": "End of the range in Unix milliseconds.",
      "synonyms": [],
      "source": "seed"
    },
    "limit": {
      "role": "limit",
      "type": "integer",
      "description": "Largest number of sessions in the response.",
      "synonyms": [],
      "source": "seed"
    },
    "client_id": {
      "role": "filter",
      "type": "string",
      "description": "Only sessions of this client id.",
      "synonyms": [
        "client",
        "cid"
      ],
      "source": "seed"
    },
    "session_id": {
      "role": "filter",
      "type": "string",
      "description": "Only sessions with this session id.",
      "synonyms": [
        "session",
        "sid"
      ],
      "source": "seed"
    },
    "is_exit_before_video_start": {
      "role": "filter",
      "type": "boolean",
      "description": "Sessions that were left before the video started (EBVS).",
      "synonyms": [
        "ebvs",
        "exit_before_video_start",
        "exit_before_start"
      ],
      "source": "seed"
    },
    "is_video_start_failure": {
      "role": "filter",
      "type": "boolean",
      "description": "Sessions with a video start failure (VSF).",
      "synonyms": [
        "vsf",
        "video_start_failure",
        "start_failure",
        "failed_start"
      ],
      "source": "seed"
    },
    "is_video_start_failure_business": {
      "role": "filter",
      "type": "boolean",
      "description": "Sessions with a video start failure for a business reason (VSF-B).",
      "synonyms": [
        "vsf_b",
        "vsf_business",
        "video_start_failure_business"
      ],
      "source": "seed"
    },
    "is_video_start_failure_tech": {
      "role": "filter",
      "type": "boolean",
      "description": "Sessions with a video start failure for a technical reason (VSF-T).",
      "synonyms": [
        "vsf_t",
        "vsf_tech",
        "vsf_technical",
        "video_start_failure_tech",
        "video_start_failure_technical"
      ],
      "source": "seed"
    },
    "is_video_playback_failure": {
      "role": "filter",
      "type": "boolean",
      "description": "Sessions with a video playback failure (VPF).",
      "synonyms": [
        "vpf",
        "video_playback_failure",
        "playback_failure"
      ],
      "source": "seed"
    },
    "is_video_playback_failure_business": {
      "role": "filter",
      "type": "boolean",
      "description": "Sessions with a video playback failure for a business reason (VPF-B).",
      "synonyms": [
        "vpf_b",
        "vpf_business",
        "video_playback_failure_business"
      ],
      "source": "seed"
    },
    "is_video_playback_failure_tech": {
      "role": "filter",
      "type": "boolean",
      "description": "Sessions with a video playback failure for a technical reason (VPF-T).",
      "synonyms": [
        "vpf_t",
        "vpf_tech",
        "vpf_technical",
        "video_playback_failure_tech",
        "video_playback_failure_technical"
      ],
      "source": "seed"
    }
  },
  "dimensions": {
    "app_version": {
      "description": "Version of the app that embeds the player.",
      "source": "docs",
      "synonyms": [
        "app_ver",
        "application_version"
      ],
      "tag": "c3.app.version",
      "paths": [
        "device_info.app_version"
      ]
    },
    "asn": {
      "description": "Autonomous system number of the viewer's network, as a decimal string.",
      "source": "docs",
      "synonyms": [
        "as_number",
        "as_numbers"
      ],
      "paths": [
        "network_info.asn"
      ]
    },
    "asset": {
      "description": "Name of the asset that was played.",
      "source": "docs",
      "synonyms": [
        "asset_name"
      ],
      "paths": [
        "asset"
      ]
    },
    "asset_type": {
      "description": "Type of the asset, as the customer labels it.",
      "source": "docs",
      "synonyms": [],
      "tag": "c3.asset.type",
      "paths": [
        "content_info.asset_type"
      ]
    },
    "browser_name": {
      "description": "Browser, for example `Chrome`.",
      "source": "docs",
      "synonyms": [
        "browser"
      ],
      "paths": [
        "device_info.browser_name"
      ]
    },
    "browser_version": {
      "description": "Version of the browser.",
      "source": "docs",
      "synonyms": [],
      "paths": [
        "device_info.browser_version"
      ]
    },
    "cdn": {
      "description": "CDN that delivered the stream.",
      "source": "docs",
      "synonyms": [],
      "paths": [
        "network_info.cdn"
      ]
    },
    "cdn_edge_group": {
      "description": "Group of CDN edge servers.",
      "source": "docs",
      "synonyms": [
        "edge_group"
      ],
      "paths": []
    },
    "cdn_edge_server": {
      "description": "CDN edge server.",
      "source": "docs",
      "synonyms": [
        "edge_server"
      ],
      "paths": [
        "network_info.cdn_edge_server"
      ]
    },
    "connection_type": {
      "description": "Type of the device's connection, as the app reports it.",
      "source": "docs",
      "synonyms": [],
      "tag": "c3.device.conn",
      "paths": [
        "network_info.connection_type"
      ]
    },
    "content_category": {
      "description": "Live or video on demand.",
      "source": "docs",
      "synonyms": [],
      "live": {
        "live": [
          "live",
          "t",
          "true",
          "1",
          "yes"
        ],
        "onDemand": [
          "vod",
          "video on demand",
          "on demand",
          "f",
          "false",
          "0",
          "no"
        ],
        "source": "inferred"
      },
      "tag": "c3.video.isLive",
      "paths": [
        "content_info.content_category"
      ]
    },
    "content_meta_affiliate": {
      "description": "Content metadata: affiliate.",
      "source": "docs",
      "synonyms": [
        "affiliate"
      ],
      "tag": "c3.cm.affiliate",
      "paths": [
        "content_info.content_meta_affiliate"
      ]
    },
    "content_meta_brand": {
      "description": "Content metadata: brand.",
      "source": "docs",
      "synonyms": [],
      "tag": "c3.cm.brand",
      "paths": [
        "content_info.content_meta_brand"
      ]
    },
    "content_meta_category_type": {
      "description": "Content metadata: category.",
      "source": "docs",
      "synonyms": [],
      "tag": "c3.cm.categoryType",
      "paths": [
        "content_info.content_meta_category_type"
      ]
    },
    "content_meta_channel": {
      "description": "Content metadata: channel.",
      "source": "docs",
      "synonyms": [
        "channel"
      ],
      "tag": "c3.cm.channel",
      "paths": [
        "content_info.content_meta_channel"
      ]
    },
    "content_meta_content_type": {
      "description": "Content metadata: type of the content.",
      "source": "docs",
      "synonyms": [],
      "tag": "c3.cm.contentType",
      "paths": [
        "content_info.content_meta_content_type"
      ]
    },
    "content_meta_episode_number": {
      "description": "Content metadata: episode number.",
      "source": "docs",
      "synonyms": [
        "episode"
      ],
      "tag": "c3.cm.episodeNumber",
      "paths": [
        "content_info.content_meta_episode_number"
      ]
    },
    "content_meta_genre": {
      "description": "Content metadata: genre.",
      "source": "docs",
      "synonyms": [
        "genre"
      ],
      "tag": "c3.cm.genre",
      "paths": [
        "content_info.content_meta_genre"
      ]
    },
    "content_meta_genre_list": {
      "description": "Content metadata: list of genres.",
      "source": "docs",
      "synonyms": [],
      "tag": "c3.cm.genreList",
      "paths": [
        "content_info.content_meta_genre_list"
      ]
    },
    "content_meta_id": {
      "description": "Content metadata: id.",
      "source": "docs",
      "synonyms": [],
      "tag": "c3.cm.id",
      "paths": [
        "content_info.content_meta_id"
      ]
    },
    "content_meta_name": {
      "description": "Content metadata: name.",
      "source": "docs",
      "synonyms": [],
      "tag": "c3.cm.name",
      "paths": [
        "content_info.content_meta_name"
      ]
    },
    "content_meta_season_number": {
      "description": "Content metadata: season number.",
      "source": "docs",
      "synonyms": [
        "season"
      ],
      "tag": "c3.cm.seasonNumber",
      "paths": [
        "content_info.content_meta_season_number"
      ]
    },
    "content_meta_series_name": {
      "description": "Content metadata: name of the series.",
      "source": "docs",
      "synonyms": [
        "series"
      ],
      "tag": "c3.cm.seriesName",
      "paths": [
        "content_info.content_meta_series_name"
      ]
    },
    "content_meta_show_title": {
      "description": "Content metadata: title of the show.",
      "source": "docs",
      "synonyms": [
        "show",
        "show_title"
      ],
      "tag": "c3.cm.showTitle",
      "paths": [
        "content_info.content_meta_show_title"
      ]
    },
    "conviva_core_sdk_version": {
      "description": "Version of Conviva's core SDK in the player.",
      "source": "docs",
      "synonyms": [],
      "paths": [
        "device_info.conviva_core_sdk_version"
      ]
    },
    "customer": {
      "description": "Conviva customer account.",
      "source": "docs",
      "synonyms": [],
      "paths": []
    },
    "device_category": {
      "description": "Device category, for example `MOB` or `TV`.",
      "source": "docs",
      "synonyms": [
        "device_type"
      ],
      "paths": [
        "device_info.device_category"
      ]
    },
    "device_hardware_type": {
      "description": "Hardware type, for example `Smart TV`.",
      "source": "docs",
      "synonyms": [
        "hardware",
        "hardware_type"
      ],
      "paths": [
        "device_info.device_hardware_type"
      ]
    },
    "device_manufacturer": {
      "description": "Manufacturer of the device.",
      "source": "docs",
      "synonyms": [
        "manufacturer",
        "vendor"
      ],
      "paths": [
        "device_info.device_manufacturer"
      ]
    },
    "device_marketing_name": {
      "description": "Name under which the device is sold.",
      "source": "docs",
      "synonyms": [
        "marketing_name"
      ],
      "paths": [
        "device_info.device_marketing_name"
      ]
    },
    "device_model": {
      "description": "Model of the device.",
      "source": "docs",
      "synonyms": [
        "model"
      ],
      "paths": [
        "device_info.device_model"
      ]
    },
    "device_name": {
      "description": "Name of the device.",
      "source": "docs",
      "synonyms": [
        "device"
      ],
      "paths": [
        "device_info.device_name"
      ]
    },
    "device_os": {
      "description": "Operating system, for example `Android`.",
      "source": "docs",
      "synonyms": [
        "os",
        "operating_system",
        "device_operating_system"
      ],
      "paths": [
        "device_info.device_os"
      ]
    },
    "device_os_family": {
      "description": "Family of the operating system.",
      "source": "docs",
      "synonyms": [
        "os_family",
        "device_operating_system_family"
      ],
      "paths": [
        "device_info.device_os_family"
      ]
    },
    "device_os_version": {
      "description": "Version of the operating system.",
      "source": "docs",
      "synonyms": [
        "os_version",
        "device_operating_system_version"
      ],
      "paths": [
        "device_info.device_os_version"
      ]
    },
    "geo_city_name": {
      "description": "City of the viewer.",
      "source": "docs",
      "synonyms": [
        "city",
        "geo_city"
      ],
      "paths": [
        "geo_info.geo_city_name"
      ]
    },
    "geo_continent_name": {
      "description": "Continent of the viewer.",
      "source": "docs",
      "synonyms": [
        "continent",
        "geo_continent"
      ],
      "paths": [
        "geo_info.geo_continent_name"
      ]
    },
    "geo_country_code": {
      "description": "Country code of the viewer.",
      "source": "docs",
      "synonyms": [
        "country",
        "country_code",
        "geo_country"
      ],
      "paths": [
        "geo_info.geo_country_code"
      ]
    },
    "geo_dma": {
      "description": "Designated market area of the viewer.",
      "source": "docs",
      "synonyms": [
        "dma"
      ],
      "paths": [
        "geo_info.geo_dma"
      ]
    },
    "geo_postal_code": {
      "description": "Postal code of the viewer.",
      "source": "docs",
      "synonyms": [
        "zip",
        "zip_code",
        "zipcode",
        "postcode",
        "postal_code",
        "postal"
      ],
      "paths": [
        "geo_info.geo_postal_code"
      ]
    },
    "geo_state_name": {
      "description": "State or region of the viewer.",
      "source": "docs",
      "synonyms": [
        "state",
        "province",
        "geo_state"
      ],
      "paths": [
        "geo_info.geo_state_name"
      ]
    },
    "isp": {
      "description": "Internet service provider of the viewer.",
      "source": "docs",
      "synonyms": [
        "internet_provider",
        "internet_service_provider"
      ],
      "paths": [
        "network_info.isp"
      ]
    },
    "network_connection_type": {
      "description": "Type of the network connection, as Conviva detects it.",
      "source": "docs",
      "synonyms": [
        "network",
        "network_type"
      ],
      "paths": [
        "network_info.network_connection_type"
      ]
    },
    "platform": {
      "description": "Platform of the app.",
      "source": "docs",
      "synonyms": [],
      "paths": [
        "device_info.platform"
      ]
    },
    "platform_version": {
      "description": "Version of the platform.",
      "source": "docs",
      "synonyms": [],
      "paths": [
        "device_info.platform_version"
      ]
    },
    "player_name": {
      "description": "Name of the player, as the customer labels it.",
      "source": "docs",
      "synonyms": [
        "player"
      ],
      "paths": [
        "device_info.player_name"
      ]
    },
    "player_framework_name": {
      "description": "Player framework, for example `ExoPlayer`.",
      "source": "docs",
      "synonyms": [
        "framework",
        "player_framework"
      ],
      "paths": [
        "device_info.player_framework_name"
      ]
    },
    "player_framework_version": {
      "description": "Version of the player framework.",
      "source": "docs",
      "synonyms": [],
      "paths": [
        "device_info.player_framework_version"
      ]
    },
    "precision_algo_id": {
      "description": "Conviva Precision: algorithm id.",
      "source": "docs",
      "synonyms": [],
      "paths": []
    },
    "precision_cdn": {
      "description": "Conviva Precision: CDN.",
      "source": "docs",
      "synonyms": [],
      "paths": []
    },
    "precision_rs": {
      "description": "Conviva Precision: resource selection.",
      "source": "docs",
      "synonyms": [],
      "paths": []
    },
    "preroll_status": {
      "description": "Status of the pre-roll advertisement.",
      "source": "docs",
      "synonyms": [
        "preroll"
      ],
      "paths": []
    },
    "stream_host": {
      "description": "Host name that served the stream.",
      "source": "docs",
      "synonyms": [
        "host"
      ],
      "paths": [
        "network_info.stream_host"
      ]
    },
    "user_agent": {
      "description": "User agent of the device.",
      "source": "docs",
      "synonyms": [
        "ua",
        "agent"
      ],
      "paths": [
        "device_info.user_agent"
      ]
    },
    "utm_tracking_code": {
      "description": "UTM tracking code.",
      "source": "docs",
      "synonyms": [
        "utm"
      ],
      "paths": []
    },
    "video_asset_name": {
      "description": "Name of the video asset.",
      "source": "docs",
      "synonyms": [],
      "paths": [
        "content_info.video_asset_name",
        "asset"
      ]
    },
    "video_playback_failure_business_error": {
      "description": "Error of a business video playback failure.",
      "source": "docs",
      "synonyms": [
        "vpf_b_error",
        "vpf_business_error"
      ],
      "outcome": {
        "kind": "VPF",
        "reason": "business"
      },
      "paths": []
    },
    "video_playback_failure_error": {
      "description": "Error of a video playback failure.",
      "source": "docs",
      "synonyms": [
        "vpf_error"
      ],
      "outcome": {
        "kind": "VPF"
      },
      "paths": [
        "video_playback_failure_errors"
      ]
    },
    "video_playback_failure_tech_error": {
      "description": "Error of a technical video playback failure.",
      "source": "docs",
      "synonyms": [
        "vpf_t_error",
        "vpf_tech_error"
      ],
      "outcome": {
        "kind": "VPF",
        "reason": "technical"
      },
      "paths": []
    },
    "video_start_failure_business_error": {
      "description": "Error of a business video start failure.",
      "source": "docs",
      "synonyms": [
        "vsf_b_error",
        "vsf_business_error"
      ],
      "outcome": {
        "kind": "VSF",
        "reason": "business"
      },
      "paths": []
    },
    "video_start_failure_error": {
      "description": "Error of a video start failure.",
      "source": "docs",
      "synonyms": [
        "vsf_error"
      ],
      "outcome": {
        "kind": "VSF"
      },
      "paths": [
        "video_start_failure_errors"
      ]
    },
    "video_start_failure_tech_error": {
      "description": "Error of a technical video start failure.",
      "source": "docs",
      "synonyms": [
        "vsf_t_error",
        "vsf_tech_error"
      ],
      "outcome": {
        "kind": "VSF",
        "reason": "technical"
      },
      "paths": []
    }
  },
  "fields": [
    {
      "path": "session_id",
      "type": "string",
      "aliases": [
        "sessionId"
      ],
      "pii": false,
      "description": "Id of the session. Not known to be unique without the client id.",
      "source": "seen"
    },
    {
      "path": "client_id",
      "type": "string",
      "aliases": [
        "clientId"
      ],
      "pii": false,
      "description": "Id of the player's installation.",
      "source": "seen"
    },
    {
      "path": "viewer_id",
      "type": "string",
      "aliases": [
        "viewerId"
      ],
      "pii": true,
      "description": "Id of the viewer; only for accounts with the Viewer Module API permission.",
      "source": "seed"
    },
    {
      "path": "session_start_timestamp_ms",
      "type": "integer",
      "unit": "epoch_ms",
      "aliases": [
        "startTimeMs"
      ],
      "pii": false,
      "description": "When the session started, Unix milliseconds.",
      "source": "seen"
    },
    {
      "path": "session_end_timestamp_ms",
      "type": "integer",
      "unit": "epoch_ms",
      "aliases": [],
      "pii": false,
      "description": "When the session ended, Unix milliseconds; `null` where unknown.",
      "source": "seen"
    },
    {
      "path": "play_status",
      "type": "string",
      "aliases": [],
      "pii": false,
      "description": "Status of the playback at the end.",
      "source": "seen"
    },
    {
      "path": "asset",
      "type": "string",
      "aliases": [],
      "pii": false,
      "description": "Name of the asset that was played.",
      "source": "seen"
    },
    {
      "path": "stream_url",
      "type": "string",
      "aliases": [
        "streamUrl"
      ],
      "pii": false,
      "description": "URL of the stream.",
      "source": "seen"
    },
    {
      "path": "video_start_time_ms",
      "type": "number",
      "unit": "ms",
      "minimum": 0,
      "aliases": [
        "joinTimeMs"
      ],
      "pii": false,
      "measure": "videoStartMs",
      "description": "Time from the attempt to the first frame.",
      "source": "seen"
    },
    {
      "path": "playing_time_ms",
      "type": "number",
      "unit": "ms",
      "minimum": 0,
      "aliases": [
        "playTimeMs"
      ],
      "pii": false,
      "measure": "playingMs",
      "description": "Time that the video was playing.",
      "source": "seen"
    },
    {
      "path": "paused_time_ms",
      "type": "number",
      "unit": "ms",
      "minimum": 0,
      "aliases": [],
      "pii": false,
      "description": "Time that the video was paused.",
      "source": "seen"
    },
    {
      "path": "rebuffering_time_ms",
      "type": "number",
      "unit": "ms",
      "minimum": 0,
      "aliases": [
        "buffTimeMs"
      ],
      "pii": false,
      "measure": "rebufferingMs",
      "description": "Time that the video was rebuffering.",
      "source": "seen"
    },
    {
      "path": "connection_induced_rebuffering_time_ms",
      "type": "number",
      "unit": "ms",
      "minimum": 0,
      "aliases": [
        "connInducedBuffTimeMs"
      ],
      "pii": false,
      "measure": "connectionInducedRebufferingMs",
      "description": "Time that the video was rebuffering because of the connection.",
      "source": "seen"
    },
    {
      "path": "average_peak_bitrate_bps",
      "type": "number",
      "unit": "bps",
      "minimum": 0,
      "aliases": [],
      "pii": false,
      "measure": "averagePeakBitrateBps",
      "description": "Average of the peak bitrates of the renditions played.",
      "source": "seen"
    },
    {
      "path": "average_average_bitrate_bps",
      "type": "number",
      "unit": "bps",
      "minimum": 0,
      "aliases": [],
      "pii": false,
      "measure": "averageBitrateBps",
      "description": "Average of the average bitrates of the renditions played.",
      "source": "seen"
    },
    {
      "path": "average_framerate_fps",
      "type": "number",
      "unit": "fps",
      "minimum": 0,
      "aliases": [],
      "pii": false,
      "description": "Average rendered frame rate.",
      "source": "seen"
    },
    {
      "path": "average_rendering_quality_percent",
      "type": "number",
      "unit": "percent",
      "minimum": 0,
      "aliases": [
        "avgRenQual"
      ],
      "pii": false,
      "description": "Rendered frames of the encoded ones, 100 times their ratio. Not a frame rate.",
      "source": "seen"
    },
    {
      "path": "content_length_ms",
      "type": "number",
      "unit": "ms",
      "minimum": 0,
      "aliases": [],
      "pii": false,
      "description": "Length of the content.",
      "source": "seen"
    },
    {
      "path": "percentage_complete",
      "type": "number",
      "unit": "percent",
      "minimum": 0,
      "aliases": [
        "percentWatched"
      ],
      "pii": false,
      "description": "Part of the content that was watched, 0 to 100.",
      "source": "inferred"
    },
    {
      "path": "interrupts",
      "type": "integer",
      "unit": "count",
      "minimum": 0,
      "aliases": [
        "numBuffEvts"
      ],
      "pii": false,
      "description": "Number of rebuffering interruptions.",
      "source": "inferred"
    },
    {
      "path": "bitrate_switches",
      "type": "integer",
      "unit": "count",
      "minimum": 0,
      "aliases": [],
      "pii": false,
      "description": "Number of switches between bitrates.",
      "source": "inferred"
    },
    {
      "path": "is_exit_before_video_start",
      "type": "boolean",
      "aliases": [],
      "pii": false,
      "outcome": {
        "kind": "EBVS"
      },
      "description": "The viewer left before the video started (EBVS).",
      "source": "seen"
    },
    {
      "path": "is_video_start_failure",
      "type": "boolean",
      "aliases": [
        "isPlayStartFail"
      ],
      "pii": false,
      "outcome": {
        "kind": "VSF"
      },
      "description": "The video failed to start (VSF).",
      "source": "seen"
    },
    {
      "path": "is_video_start_failure_business",
      "type": "boolean",
      "aliases": [],
      "pii": false,
      "outcome": {
        "kind": "VSF",
        "reason": "business"
      },
      "description": "The video failed to start for a business reason (VSF-B).",
      "source": "seen"
    },
    {
      "path": "is_video_start_failure_tech",
      "type": "boolean",
      "aliases": [],
      "pii": false,
      "outcome": {
        "kind": "VSF",
        "reason": "technical"
      },
      "description": "The video failed to start for a technical reason (VSF-T).",
      "source": "seen"
    },
    {
      "path": "is_video_playback_failure",
      "type": "boolean",
      "aliases": [
        "isPlaybackFail"
      ],
      "pii": false,
      "outcome": {
        "kind": "VPF"
      },
      "description": "The playback failed after the start (VPF).",
      "source": "seen"
    },
    {
      "path": "is_video_playback_failure_business",
      "type": "boolean",
      "aliases": [],
      "pii": false,
      "outcome": {
        "kind": "VPF",
        "reason": "business"
      },
      "description": "The playback failed after the start for a business reason (VPF-B).",
      "source": "seen"
    },
    {
      "path": "is_video_playback_failure_tech",
      "type": "boolean",
      "aliases": [],
      "pii": false,
      "outcome": {
        "kind": "VPF",
        "reason": "technical"
      },
      "description": "The playback failed after the start for a technical reason (VPF-T).",
      "source": "seen"
    },
    {
      "path": "video_start_failure_errors",
      "type": "strings",
      "aliases": [
        "errors"
      ],
      "pii": false,
      "outcome": {
        "kind": "VSF"
      },
      "description": "Errors of the video start failure.",
      "source": "inferred"
    },
    {
      "path": "video_playback_failure_errors",
      "type": "strings",
      "aliases": [
        "playbackFailErrors"
      ],
      "pii": false,
      "outcome": {
        "kind": "VPF"
      },
      "description": "Errors of the video playback failure.",
      "source": "inferred"
    },
    {
      "path": "network_info.ip",
      "type": "string",
      "aliases": [
        "ip"
      ],
      "pii": true,
      "description": "Viewer's IPv4 address.",
      "source": "inferred"
    },
    {
      "path": "network_info.ipv6",
      "type": "string",
      "aliases": [
        "ipv6"
      ],
      "pii": true,
      "description": "Viewer's IPv6 address.",
      "source": "inferred"
    },
    {
      "path": "network_info.isp",
      "type": "string",
      "aliases": [
        "isp"
      ],
      "pii": false,
      "description": "Internet service provider of the viewer.",
      "source": "inferred"
    },
    {
      "path": "network_info.asn",
      "type": "string",
      "aliases": [
        "asn"
      ],
      "pii": false,
      "description": "Autonomous system number of the viewer's network, as a decimal string.",
      "source": "inferred"
    },
    {
      "path": "network_info.cdn",
      "type": "string",
      "aliases": [
        "cdn"
      ],
      "pii": false,
      "description": "CDN that delivered the stream.",
      "source": "inferred"
    },
    {
      "path": "network_info.connection_type",
      "type": "string",
      "aliases": [
        "connection_type"
      ],
      "pii": false,
      "description": "Type of the device's connection, as the app reports it.",
      "source": "inferred"
    },
    {
      "path": "network_info.network_connection_type",
      "type": "string",
      "aliases": [
        "network_connection_type"
      ],
      "pii": false,
      "description": "Type of the network connection, as Conviva detects it.",
      "source": "inferred"
    },
    {
      "path": "network_info.cdn_edge_server",
      "type": "string",
      "aliases": [
        "cdn_edge_server"
      ],
      "pii": false,
      "description": "CDN edge server.",
      "source": "inferred"
    },
    {
      "path": "network_info.stream_host",
      "type": "string",
      "aliases": [
        "stream_host"
      ],
      "pii": false,
      "description": "Host name that served the stream.",
      "source": "inferred"
    },
    {
      "path": "device_info.device_name",
      "type": "string",
      "aliases": [
        "device_name"
      ],
      "pii": false,
      "description": "Name of the device.",
      "source": "inferred"
    },
    {
      "path": "device_info.device_category",
      "type": "string",
      "aliases": [
        "device_category"
      ],
      "pii": false,
      "description": "Device category, for example `MOB` or `TV`.",
      "source": "inferred"
    },
    {
      "path": "device_info.device_hardware_type",
      "type": "string",
      "aliases": [
        "device_hardware_type"
      ],
      "pii": false,
      "description": "Hardware type, for example `Smart TV`.",
      "source": "inferred"
    },
    {
      "path": "device_info.device_manufacturer",
      "type": "string",
      "aliases": [
        "device_manufacturer"
      ],
      "pii": false,
      "description": "Manufacturer of the device.",
      "source": "inferred"
    },
    {
      "path": "device_info.device_marketing_name",
      "type": "string",
      "aliases": [
        "device_marketing_name"
      ],
      "pii": false,
      "description": "Name under which the device is sold.",
      "source": "inferred"
    },
    {
      "path": "device_info.device_model",
      "type": "string",
      "aliases": [
        "device_model"
      ],
      "pii": false,
      "description": "Model of the device.",
      "source": "inferred"
    },
    {
      "path": "device_info.device_os",
      "type": "string",
      "aliases": [
        "device_os",
        "os"
      ],
      "pii": false,
      "description": "Operating system, for example `Android`.",
      "source": "inferred"
    },
    {
      "path": "device_info.device_os_family",
      "type": "string",
      "aliases": [
        "device_os_family"
      ],
      "pii": false,
      "description": "Family of the operating system.",
      "source": "inferred"
    },
    {
      "path": "device_info.device_os_version",
      "type": "string",
      "aliases": [
        "device_os_version"
      ],
      "pii": false,
      "description": "Version of the operating system.",
      "source": "inferred"
    },
    {
      "path": "device_info.browser_name",
      "type": "string",
      "aliases": [
        "browser_name",
        "browser"
      ],
      "pii": false,
      "description": "Browser, for example `Chrome`.",
      "source": "inferred"
    },
    {
      "path": "device_info.browser_version",
      "type": "string",
      "aliases": [
        "browser_version"
      ],
      "pii": false,
      "description": "Version of the browser.",
      "source": "inferred"
    },
    {
      "path": "device_info.user_agent",
      "type": "string",
      "aliases": [
        "user_agent"
      ],
      "pii": false,
      "description": "User agent of the device.",
      "source": "inferred"
    },
    {
      "path": "device_info.platform",
      "type": "string",
      "aliases": [
        "platform"
      ],
      "pii": false,
      "description": "Platform of the app.",
      "source": "inferred"
    },
    {
      "path": "device_info.platform_version",
      "type": "string",
      "aliases": [
        "platform_version"
      ],
      "pii": false,
      "description": "Version of the platform.",
      "source": "inferred"
    },
    {
      "path": "device_info.app_version",
      "type": "string",
      "aliases": [
        "app_version"
      ],
      "pii": false,
      "description": "Version of the app that embeds the player.",
      "source": "inferred"
    },
    {
      "path": "device_info.player_name",
      "type": "string",
      "aliases": [
        "player_name"
      ],
      "pii": false,
      "description": "Name of the player, as the customer labels it.",
      "source": "inferred"
    },
    {
      "path": "device_info.player_framework_name",
      "type": "string",
      "aliases": [
        "player_framework_name"
      ],
      "pii": false,
      "description": "Player framework, for example `ExoPlayer`.",
      "source": "inferred"
    },
    {
      "path": "device_info.player_framework_version",
      "type": "string",
      "aliases": [
        "player_framework_version"
      ],
      "pii": false,
      "description": "Version of the player framework.",
      "source": "inferred"
    },
    {
      "path": "device_info.conviva_core_sdk_version",
      "type": "string",
      "aliases": [
        "conviva_core_sdk_version"
      ],
      "pii": false,
      "description": "Version of Conviva's core SDK in the player.",
      "source": "inferred"
    },
    {
      "path": "geo_info.geo_continent_name",
      "type": "string",
      "aliases": [
        "geo_continent_name"
      ],
      "pii": false,
      "description": "Continent of the viewer.",
      "source": "inferred"
    },
    {
      "path": "geo_info.geo_country_code",
      "type": "string",
      "aliases": [
        "geo_country_code",
        "country"
      ],
      "pii": false,
      "description": "Country code of the viewer.",
      "source": "inferred"
    },
    {
      "path": "geo_info.geo_state_name",
      "type": "string",
      "aliases": [
        "geo_state_name",
        "state"
      ],
      "pii": false,
      "description": "State or region of the viewer.",
      "source": "inferred"
    },
    {
      "path": "geo_info.geo_city_name",
      "type": "string",
      "aliases": [
        "geo_city_name",
        "city"
      ],
      "pii": false,
      "description": "City of the viewer.",
      "source": "inferred"
    },
    {
      "path": "geo_info.geo_postal_code",
      "type": "string",
      "aliases": [
        "geo_postal_code"
      ],
      "pii": true,
      "description": "Postal code of the viewer.",
      "source": "inferred"
    },
    {
      "path": "geo_info.geo_dma",
      "type": "string",
      "aliases": [
        "geo_dma"
      ],
      "pii": false,
      "description": "Designated market area of the viewer.",
      "source": "inferred"
    },
    {
      "path": "content_info.asset_type",
      "type": "string",
      "aliases": [
        "asset_type"
      ],
      "pii": false,
      "description": "Type of the asset, as the customer labels it.",
      "source": "inferred"
    },
    {
      "path": "content_info.content_category",
      "type": "string",
      "aliases": [
        "content_category"
      ],
      "pii": false,
      "description": "Live or video on demand.",
      "source": "inferred"
    },
    {
      "path": "content_info.video_asset_name",
      "type": "string",
      "aliases": [
        "video_asset_name"
      ],
      "pii": false,
      "description": "Name of the video asset.",
      "source": "inferred"
    },
    {
      "path": "content_info.content_meta_affiliate",
      "type": "string",
      "aliases": [
        "content_meta_affiliate"
      ],
      "pii": false,
      "description": "Content metadata: affiliate.",
      "source": "inferred"
    },
    {
      "path": "content_info.content_meta_brand",
      "type": "string",
      "aliases": [
        "content_meta_brand"
      ],
      "pii": false,
      "description": "Content metadata: brand.",
      "source": "inferred"
    },
    {
      "path": "content_info.content_meta_category_type",
      "type": "string",
      "aliases": [
        "content_meta_category_type"
      ],
      "pii": false,
      "description": "Content metadata: category.",
      "source": "inferred"
    },
    {
      "path": "content_info.content_meta_channel",
      "type": "string",
      "aliases": [
        "content_meta_channel"
      ],
      "pii": false,
      "description": "Content metadata: channel.",
      "source": "inferred"
    },
    {
      "path": "content_info.content_meta_content_type",
      "type": "string",
      "aliases": [
        "content_meta_content_type"
      ],
      "pii": false,
      "description": "Content metadata: type of the content.",
      "source": "inferred"
    },
    {
      "path": "content_info.content_meta_episode_number",
      "type": "string",
      "aliases": [
        "content_meta_episode_number"
      ],
      "pii": false,
      "description": "Content metadata: episode number.",
      "source": "inferred"
    },
    {
      "path": "content_info.content_meta_genre",
      "type": "string",
      "aliases": [
        "content_meta_genre"
      ],
      "pii": false,
      "description": "Content metadata: genre.",
      "source": "inferred"
    },
    {
      "path": "content_info.content_meta_genre_list",
      "type": "string",
      "aliases": [
        "content_meta_genre_list"
      ],
      "pii": false,
      "description": "Content metadata: list of genres.",
      "source": "inferred"
    },
    {
      "path": "content_info.content_meta_id",
      "type": "string",
      "aliases": [
        "content_meta_id"
      ],
      "pii": false,
      "description": "Content metadata: id.",
      "source": "inferred"
    },
    {
      "path": "content_info.content_meta_name",
      "type": "string",
      "aliases": [
        "content_meta_name"
      ],
      "pii": false,
      "description": "Content metadata: name.",
      "source": "inferred"
    },
    {
      "path": "content_info.content_meta_season_number",
      "type": "string",
      "aliases": [
        "content_meta_season_number"
      ],
      "pii": false,
      "description": "Content metadata: season number.",
      "source": "inferred"
    },
    {
      "path": "content_info.content_meta_series_name",
      "type": "string",
      "aliases": [
        "content_meta_series_name"
      ],
      "pii": false,
      "description": "Content metadata: name of the series.",
      "source": "inferred"
    },
    {
      "path": "content_info.content_meta_show_title",
      "type": "string",
      "aliases": [
        "content_meta_show_title"
      ],
      "pii": false,
      "description": "Content metadata: title of the show.",
      "source": "inferred"
    },
    {
      "path": "required_tags",
      "type": "map",
      "aliases": [],
      "pii": false,
      "description": "Tags that Conviva requires, by name.",
      "source": "seen"
    },
    {
      "path": "custom_tags",
      "type": "map",
      "aliases": [
        "tags"
      ],
      "pii": false,
      "description": "Tags that the customer defined, by name.",
      "source": "seen"
    }
  ]
};
