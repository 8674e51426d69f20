// Made from openapi/conviva-sessions-v3.yaml by `deno task gen`. Do not edit.

/** The spec's `paths`. */
export interface paths {
    /** The spec's `"/sessions/content"`. */
    "/sessions/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve a sample of ended content sessions
         * @description Returns a sample of the ended sessions in a time range. There is no pagination: the remedy for a full response is a narrower range.
         */
        get: operations["searchContentSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    /** The spec's `"/sessions/_meta/references/dimensions"`. */
    "/sessions/_meta/references/dimensions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the dimensions that the account can filter by
         * @description Which dimensions exist differs by account.
         */
        get: operations["listSessionDimensions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
/** The spec's `webhooks`. */
export type webhooks = Record<string, never>;
/** The spec's `components`. */
export interface components {
    /** The spec's `schemas`. */
    schemas: {
        /** @description An error. There is no common envelope; only the shape of a 401 has been observed. */
        Error: {
            /** @description What went wrong, in words. */
            message?: string;
        } & {
            [key: string]: unknown;
        };
        /** @description Dimensions that an account can filter by. */
        DimensionReferences: {
            /** @description The dimensions. */
            dimensions: components["schemas"]["DimensionReference"][];
        } & {
            [key: string]: unknown;
        };
        /** @description A dimension that an account can filter by. */
        DimensionReference: {
            /** @description Name for people, for example `AS Numbers`. */
            name: string;
            /** @description The query parameter, with a question mark in front of it, for example `?asn`. */
            query_filter: string;
            /** @description Whether the account defined it. */
            is_custom?: boolean;
        } & {
            [key: string]: unknown;
        };
        /** @description Custom tags and the value that each must have. */
        TagFilters: {
            [key: `tag_${string}`]: string;
        };
        /** @description A value, or several of which one must match. Values are case-sensitive. */
        FilterValues: string | string[];
        /** @description The Conviva-defined dimensions of content sessions. Which of them exist differs by account. */
        DimensionFilters: {
            /** @description Version of the app that embeds the player. */
            app_version?: components["schemas"]["FilterValues"];
            /** @description Autonomous system number of the viewer's network, as a decimal string. */
            asn?: components["schemas"]["FilterValues"];
            /** @description Name of the asset that was played. */
            asset?: components["schemas"]["FilterValues"];
            /** @description Type of the asset, as the customer labels it. */
            asset_type?: components["schemas"]["FilterValues"];
            /** @description Browser, for example `Chrome`. */
            browser_name?: components["schemas"]["FilterValues"];
            /** @description Version of the browser. */
            browser_version?: components["schemas"]["FilterValues"];
            /** @description CDN that delivered the stream. */
            cdn?: components["schemas"]["FilterValues"];
            /** @description Group of CDN edge servers. */
            cdn_edge_group?: components["schemas"]["FilterValues"];
            /** @description CDN edge server. */
            cdn_edge_server?: components["schemas"]["FilterValues"];
            /** @description Type of the device's connection, as the app reports it. */
            connection_type?: components["schemas"]["FilterValues"];
            /** @description Live or video on demand. */
            content_category?: components["schemas"]["FilterValues"];
            /** @description Content metadata: affiliate. */
            content_meta_affiliate?: components["schemas"]["FilterValues"];
            /** @description Content metadata: brand. */
            content_meta_brand?: components["schemas"]["FilterValues"];
            /** @description Content metadata: category. */
            content_meta_category_type?: components["schemas"]["FilterValues"];
            /** @description Content metadata: channel. */
            content_meta_channel?: components["schemas"]["FilterValues"];
            /** @description Content metadata: type of the content. */
            content_meta_content_type?: components["schemas"]["FilterValues"];
            /** @description Content metadata: episode number. */
            content_meta_episode_number?: components["schemas"]["FilterValues"];
            /** @description Content metadata: genre. */
            content_meta_genre?: components["schemas"]["FilterValues"];
            /** @description Content metadata: list of genres. */
            content_meta_genre_list?: components["schemas"]["FilterValues"];
            /** @description Content metadata: id. */
            content_meta_id?: components["schemas"]["FilterValues"];
            /** @description Content metadata: name. */
            content_meta_name?: components["schemas"]["FilterValues"];
            /** @description Content metadata: season number. */
            content_meta_season_number?: components["schemas"]["FilterValues"];
            /** @description Content metadata: name of the series. */
            content_meta_series_name?: components["schemas"]["FilterValues"];
            /** @description Content metadata: title of the show. */
            content_meta_show_title?: components["schemas"]["FilterValues"];
            /** @description Version of Conviva's core SDK in the player. */
            conviva_core_sdk_version?: components["schemas"]["FilterValues"];
            /** @description Conviva customer account. */
            customer?: components["schemas"]["FilterValues"];
            /** @description Device category, for example `MOB` or `TV`. */
            device_category?: components["schemas"]["FilterValues"];
            /** @description Hardware type, for example `Smart TV`. */
            device_hardware_type?: components["schemas"]["FilterValues"];
            /** @description Manufacturer of the device. */
            device_manufacturer?: components["schemas"]["FilterValues"];
            /** @description Name under which the device is sold. */
            device_marketing_name?: components["schemas"]["FilterValues"];
            /** @description Model of the device. */
            device_model?: components["schemas"]["FilterValues"];
            /** @description Name of the device. */
            device_name?: components["schemas"]["FilterValues"];
            /** @description Operating system, for example `Android`. */
            device_os?: components["schemas"]["FilterValues"];
            /** @description Family of the operating system. */
            device_os_family?: components["schemas"]["FilterValues"];
            /** @description Version of the operating system. */
            device_os_version?: components["schemas"]["FilterValues"];
            /** @description City of the viewer. */
            geo_city_name?: components["schemas"]["FilterValues"];
            /** @description Continent of the viewer. */
            geo_continent_name?: components["schemas"]["FilterValues"];
            /** @description Country code of the viewer. */
            geo_country_code?: components["schemas"]["FilterValues"];
            /** @description Designated market area of the viewer. */
            geo_dma?: components["schemas"]["FilterValues"];
            /** @description Postal code of the viewer. */
            geo_postal_code?: components["schemas"]["FilterValues"];
            /** @description State or region of the viewer. */
            geo_state_name?: components["schemas"]["FilterValues"];
            /** @description Internet service provider of the viewer. */
            isp?: components["schemas"]["FilterValues"];
            /** @description Type of the network connection, as Conviva detects it. */
            network_connection_type?: components["schemas"]["FilterValues"];
            /** @description Platform of the app. */
            platform?: components["schemas"]["FilterValues"];
            /** @description Version of the platform. */
            platform_version?: components["schemas"]["FilterValues"];
            /** @description Name of the player, as the customer labels it. */
            player_name?: components["schemas"]["FilterValues"];
            /** @description Player framework, for example `ExoPlayer`. */
            player_framework_name?: components["schemas"]["FilterValues"];
            /** @description Version of the player framework. */
            player_framework_version?: components["schemas"]["FilterValues"];
            /** @description Conviva Precision: algorithm id. */
            precision_algo_id?: components["schemas"]["FilterValues"];
            /** @description Conviva Precision: CDN. */
            precision_cdn?: components["schemas"]["FilterValues"];
            /** @description Conviva Precision: resource selection. */
            precision_rs?: components["schemas"]["FilterValues"];
            /** @description Status of the pre-roll advertisement. */
            preroll_status?: components["schemas"]["FilterValues"];
            /** @description Host name that served the stream. */
            stream_host?: components["schemas"]["FilterValues"];
            /** @description User agent of the device. */
            user_agent?: components["schemas"]["FilterValues"];
            /** @description UTM tracking code. */
            utm_tracking_code?: components["schemas"]["FilterValues"];
            /** @description Name of the video asset. */
            video_asset_name?: components["schemas"]["FilterValues"];
            /** @description Error of a business video playback failure. */
            video_playback_failure_business_error?: components["schemas"]["FilterValues"];
            /** @description Error of a video playback failure. */
            video_playback_failure_error?: components["schemas"]["FilterValues"];
            /** @description Error of a technical video playback failure. */
            video_playback_failure_tech_error?: components["schemas"]["FilterValues"];
            /** @description Error of a business video start failure. */
            video_start_failure_business_error?: components["schemas"]["FilterValues"];
            /** @description Error of a video start failure. */
            video_start_failure_error?: components["schemas"]["FilterValues"];
            /** @description Error of a technical video start failure. */
            video_start_failure_tech_error?: components["schemas"]["FilterValues"];
        };
        /** @description A page of sessions. There is no second one. */
        ContentSessions: {
            /** @description The sessions, in no documented order. */
            sessions: components["schemas"]["ContentSession"][];
        } & {
            [key: string]: unknown;
        };
        /** @description An ended video session. The shape is inferred; a session may have fields that are not described here, and they are kept. */
        ContentSession: {
            /** @description Id of the session. Not known to be unique without the client id. */
            session_id?: string;
            /** @description Id of the player's installation. */
            client_id?: string;
            /** @description Id of the viewer; only for accounts with the Viewer Module API permission. */
            viewer_id?: string | null;
            /** @description When the session started, Unix milliseconds. */
            session_start_timestamp_ms?: number | null;
            /** @description When the session ended, Unix milliseconds; `null` where unknown. */
            session_end_timestamp_ms?: number | null;
            /** @description Status of the playback at the end. */
            play_status?: string | null;
            /** @description Name of the asset that was played. */
            asset?: string | null;
            /** @description URL of the stream. */
            stream_url?: string | null;
            /** @description Time from the attempt to the first frame. */
            video_start_time_ms?: number | null;
            /** @description Time that the video was playing. */
            playing_time_ms?: number | null;
            /** @description Time that the video was paused. */
            paused_time_ms?: number | null;
            /** @description Time that the video was rebuffering. */
            rebuffering_time_ms?: number | null;
            /** @description Time that the video was rebuffering because of the connection. */
            connection_induced_rebuffering_time_ms?: number | null;
            /** @description Average of the peak bitrates of the renditions played. */
            average_peak_bitrate_bps?: number | null;
            /** @description Average of the average bitrates of the renditions played. */
            average_average_bitrate_bps?: number | null;
            /** @description Average rendered frame rate. */
            average_framerate_fps?: number | null;
            /** @description Rendered frames of the encoded ones, 100 times their ratio. Not a frame rate. */
            average_rendering_quality_percent?: number | null;
            /** @description Length of the content. */
            content_length_ms?: number | null;
            /** @description Part of the content that was watched, 0 to 100. */
            percentage_complete?: number | null;
            /** @description Number of rebuffering interruptions. */
            interrupts?: number | null;
            /** @description Number of switches between bitrates. */
            bitrate_switches?: number | null;
            /** @description The viewer left before the video started (EBVS). */
            is_exit_before_video_start?: boolean | null;
            /** @description The video failed to start (VSF). */
            is_video_start_failure?: boolean | null;
            /** @description The video failed to start for a business reason (VSF-B). */
            is_video_start_failure_business?: boolean | null;
            /** @description The video failed to start for a technical reason (VSF-T). */
            is_video_start_failure_tech?: boolean | null;
            /** @description The playback failed after the start (VPF). */
            is_video_playback_failure?: boolean | null;
            /** @description The playback failed after the start for a business reason (VPF-B). */
            is_video_playback_failure_business?: boolean | null;
            /** @description The playback failed after the start for a technical reason (VPF-T). */
            is_video_playback_failure_tech?: boolean | null;
            /** @description Errors of the video start failure. */
            video_start_failure_errors?: string[] | null;
            /** @description Errors of the video playback failure. */
            video_playback_failure_errors?: string[] | null;
            /** @description The network that the viewer watched over. */
            network_info?: components["schemas"]["NetworkInfo"];
            /** @description The device, the app and the player. */
            device_info?: components["schemas"]["DeviceInfo"];
            /** @description Where the viewer was. */
            geo_info?: components["schemas"]["GeoInfo"];
            /** @description What was watched. */
            content_info?: components["schemas"]["ContentInfo"];
            /** @description Tags that Conviva requires, by name. */
            required_tags?: components["schemas"]["TagValues"];
            /** @description Tags that the customer defined, by name. */
            custom_tags?: components["schemas"]["TagValues"];
        } & {
            [key: string]: unknown;
        };
        /** @description Tags and their values. */
        TagValues: {
            [key: string]: string | null;
        } | null;
        /** @description The network that the viewer watched over. */
        NetworkInfo: {
            /** @description Viewer's IPv4 address. */
            ip?: string | null;
            /** @description Viewer's IPv6 address. */
            ipv6?: string | null;
            /** @description Internet service provider of the viewer. */
            isp?: string | null;
            /** @description Autonomous system number of the viewer's network, as a decimal string. */
            asn?: string | null;
            /** @description CDN that delivered the stream. */
            cdn?: string | null;
            /** @description Type of the device's connection, as the app reports it. */
            connection_type?: string | null;
            /** @description Type of the network connection, as Conviva detects it. */
            network_connection_type?: string | null;
            /** @description CDN edge server. */
            cdn_edge_server?: string | null;
            /** @description Host name that served the stream. */
            stream_host?: string | null;
        } & {
            [key: string]: unknown;
        };
        /** @description The device, the app and the player. */
        DeviceInfo: {
            /** @description Name of the device. */
            device_name?: string | null;
            /** @description Device category, for example `MOB` or `TV`. */
            device_category?: string | null;
            /** @description Hardware type, for example `Smart TV`. */
            device_hardware_type?: string | null;
            /** @description Manufacturer of the device. */
            device_manufacturer?: string | null;
            /** @description Name under which the device is sold. */
            device_marketing_name?: string | null;
            /** @description Model of the device. */
            device_model?: string | null;
            /** @description Operating system, for example `Android`. */
            device_os?: string | null;
            /** @description Family of the operating system. */
            device_os_family?: string | null;
            /** @description Version of the operating system. */
            device_os_version?: string | null;
            /** @description Browser, for example `Chrome`. */
            browser_name?: string | null;
            /** @description Version of the browser. */
            browser_version?: string | null;
            /** @description User agent of the device. */
            user_agent?: string | null;
            /** @description Platform of the app. */
            platform?: string | null;
            /** @description Version of the platform. */
            platform_version?: string | null;
            /** @description Version of the app that embeds the player. */
            app_version?: string | null;
            /** @description Name of the player, as the customer labels it. */
            player_name?: string | null;
            /** @description Player framework, for example `ExoPlayer`. */
            player_framework_name?: string | null;
            /** @description Version of the player framework. */
            player_framework_version?: string | null;
            /** @description Version of Conviva's core SDK in the player. */
            conviva_core_sdk_version?: string | null;
        } & {
            [key: string]: unknown;
        };
        /** @description Where the viewer was. */
        GeoInfo: {
            /** @description Continent of the viewer. */
            geo_continent_name?: string | null;
            /** @description Country code of the viewer. */
            geo_country_code?: string | null;
            /** @description State or region of the viewer. */
            geo_state_name?: string | null;
            /** @description City of the viewer. */
            geo_city_name?: string | null;
            /** @description Postal code of the viewer. */
            geo_postal_code?: string | null;
            /** @description Designated market area of the viewer. */
            geo_dma?: string | null;
        } & {
            [key: string]: unknown;
        };
        /** @description What was watched. */
        ContentInfo: {
            /** @description Type of the asset, as the customer labels it. */
            asset_type?: string | null;
            /** @description Live or video on demand. */
            content_category?: string | null;
            /** @description Name of the video asset. */
            video_asset_name?: string | null;
            /** @description Content metadata: affiliate. */
            content_meta_affiliate?: string | null;
            /** @description Content metadata: brand. */
            content_meta_brand?: string | null;
            /** @description Content metadata: category. */
            content_meta_category_type?: string | null;
            /** @description Content metadata: channel. */
            content_meta_channel?: string | null;
            /** @description Content metadata: type of the content. */
            content_meta_content_type?: string | null;
            /** @description Content metadata: episode number. */
            content_meta_episode_number?: string | null;
            /** @description Content metadata: genre. */
            content_meta_genre?: string | null;
            /** @description Content metadata: list of genres. */
            content_meta_genre_list?: string | null;
            /** @description Content metadata: id. */
            content_meta_id?: string | null;
            /** @description Content metadata: name. */
            content_meta_name?: string | null;
            /** @description Content metadata: season number. */
            content_meta_season_number?: string | null;
            /** @description Content metadata: name of the series. */
            content_meta_series_name?: string | null;
            /** @description Content metadata: title of the show. */
            content_meta_show_title?: string | null;
        } & {
            [key: string]: unknown;
        };
    };
    /** The spec's `responses`. */
    responses: {
        /** @description The parameters are wrong. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "text/html": string;
            };
        };
        /** @description The key pair is wrong. Credentials of a Pulse user are always refused. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "message": "Unauthorized"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
                "text/html": string;
            };
        };
        /** @description The account has no access to this API. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "text/html": string;
            };
        };
        /** @description There is nothing at this path. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "text/html": string;
            };
        };
        /** @description The response would be too large; narrow the range. Documented for Metrics V3 only. */
        PayloadTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "text/html": string;
            };
        };
        /** @description The parameters are wrong. */
        UnprocessableContent: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "text/html": string;
            };
        };
        /** @description A rate limit was exceeded. Wait for more than a minute. */
        TooManyRequests: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "text/html": string;
            };
        };
        /** @description The API failed. */
        InternalServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "text/html": string;
            };
        };
        /** @description The API is not available. */
        ServiceUnavailable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "text/html": string;
            };
        };
    };
    /** The spec's `parameters`. */
    parameters: {
        /** @description Start of the range, ISO 8601. */
        StartDate: string;
        /** @description End of the range, ISO 8601. */
        EndDate: string;
        /** @description Start of the range in Unix seconds. */
        StartEpoch: number;
        /** @description End of the range in Unix seconds. */
        EndEpoch: number;
        /** @description Start of the range in Unix milliseconds. */
        StartEpochMs: number;
        /** @description End of the range in Unix milliseconds. */
        EndEpochMs: number;
        /** @description Largest number of sessions in the response. */
        Limit: number;
        /** @description Only sessions of this client id. */
        ClientId: string;
        /** @description Only sessions with this session id. */
        SessionId: string;
        /** @description Sessions that were left before the video started (EBVS). */
        IsExitBeforeVideoStart: boolean;
        /** @description Sessions with a video start failure (VSF). */
        IsVideoStartFailure: boolean;
        /** @description Sessions with a video start failure for a business reason (VSF-B). */
        IsVideoStartFailureBusiness: boolean;
        /** @description Sessions with a video start failure for a technical reason (VSF-T). */
        IsVideoStartFailureTech: boolean;
        /** @description Sessions with a video playback failure (VPF). */
        IsVideoPlaybackFailure: boolean;
        /** @description Sessions with a video playback failure for a business reason (VPF-B). */
        IsVideoPlaybackFailureBusiness: boolean;
        /** @description Sessions with a video playback failure for a technical reason (VPF-T). */
        IsVideoPlaybackFailureTech: boolean;
        /** @description Only sessions with these custom tags. On the wire each is a parameter of its own; the prefix is part of its key. */
        Tags: components["schemas"]["TagFilters"];
        /** @description Only sessions with these values of Conviva-defined dimensions. On the wire each is a parameter of its own, repeated for each value. Values are case-sensitive. */
        Dimensions: components["schemas"]["DimensionFilters"];
    };
    /** The spec's `requestBodies`. */
    requestBodies: never;
    /** The spec's `headers`. */
    headers: never;
    /** The spec's `pathItems`. */
    pathItems: never;
}
/** The spec's `$defs`. */
export type $defs = Record<string, never>;
/** The spec's `operations`. */
export interface operations {
    /** The spec's `searchContentSessions`. */
    searchContentSessions: {
        parameters: {
            query?: {
                /** @description Start of the range, ISO 8601. */
                start_date?: components["parameters"]["StartDate"];
                /** @description End of the range, ISO 8601. */
                end_date?: components["parameters"]["EndDate"];
                /** @description Start of the range in Unix seconds. */
                start_epoch?: components["parameters"]["StartEpoch"];
                /** @description End of the range in Unix seconds. */
                end_epoch?: components["parameters"]["EndEpoch"];
                /** @description Start of the range in Unix milliseconds. */
                start_epoch_ms?: components["parameters"]["StartEpochMs"];
                /** @description End of the range in Unix milliseconds. */
                end_epoch_ms?: components["parameters"]["EndEpochMs"];
                /** @description Largest number of sessions in the response. */
                limit?: components["parameters"]["Limit"];
                /** @description Only sessions of this client id. */
                client_id?: components["parameters"]["ClientId"];
                /** @description Only sessions with this session id. */
                session_id?: components["parameters"]["SessionId"];
                /** @description Sessions that were left before the video started (EBVS). */
                is_exit_before_video_start?: components["parameters"]["IsExitBeforeVideoStart"];
                /** @description Sessions with a video start failure (VSF). */
                is_video_start_failure?: components["parameters"]["IsVideoStartFailure"];
                /** @description Sessions with a video start failure for a business reason (VSF-B). */
                is_video_start_failure_business?: components["parameters"]["IsVideoStartFailureBusiness"];
                /** @description Sessions with a video start failure for a technical reason (VSF-T). */
                is_video_start_failure_tech?: components["parameters"]["IsVideoStartFailureTech"];
                /** @description Sessions with a video playback failure (VPF). */
                is_video_playback_failure?: components["parameters"]["IsVideoPlaybackFailure"];
                /** @description Sessions with a video playback failure for a business reason (VPF-B). */
                is_video_playback_failure_business?: components["parameters"]["IsVideoPlaybackFailureBusiness"];
                /** @description Sessions with a video playback failure for a technical reason (VPF-T). */
                is_video_playback_failure_tech?: components["parameters"]["IsVideoPlaybackFailureTech"];
                /** @description Only sessions with these custom tags. On the wire each is a parameter of its own; the prefix is part of its key. */
                tags?: components["parameters"]["Tags"];
                /** @description Only sessions with these values of Conviva-defined dimensions. On the wire each is a parameter of its own, repeated for each value. Values are case-sensitive. */
                dimensions?: components["parameters"]["Dimensions"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sampled sessions. The body is inferred. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContentSessions"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    /** The spec's `listSessionDimensions`. */
    listSessionDimensions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account's dimensions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DimensionReferences"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
}
