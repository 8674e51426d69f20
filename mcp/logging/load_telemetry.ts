type Telemetry = typeof import("./telemetry.ts");

let loaded: Promise<Telemetry> | undefined;

/** Loads what makes spans with the first call, since a start should not wait for it. */
export function loadTelemetry(): Promise<Telemetry> {
  return loaded ??= import("./telemetry.ts");
}
