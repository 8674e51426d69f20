import type { Redactor } from "../src/mod.ts";
import type { ReportData } from "./report_data.ts";

/** A report without what identifies viewers: in its sessions, and in all texts of its answer. */
export function redactReport<Report extends ReportData>(
  report: Report,
  redactor: Redactor,
): Report {
  const hidden = Object.entries(report).map(([name, value]) => {
    if (name === "endpoint") return [name, value];
    if (name === "sessions") return [name, value.map(redactor.session)];
    return [name, withoutViewers(value, redactor)];
  });
  return Object.fromEntries(hidden) as Report;
}

/** A copy of a value, its texts redacted; names of its members are ours, or those of dimensions. */
function withoutViewers(value: unknown, redactor: Redactor): unknown {
  if (typeof value === "string") return redactor.written(value);
  if (Array.isArray(value)) return value.map((member) => withoutViewers(member, redactor));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, withoutViewers(member, redactor)]),
  );
}
