import { csvLine } from "../../../src/view/csv_line.ts";
import { useHost } from "../host/host_context.ts";
import { jsonText } from "../../../src/view/json_text.ts";

type Row = Readonly<Record<string, unknown>>;

/** Offers rows as CSV; their members are the columns. */
export function DownloadCsv({ name, rows }: { name: string; rows: readonly Row[] }) {
  if (rows.length === 0) return null;
  return (
    <DownloadButton
      name={`${name}.csv`}
      type="text/csv"
      title="Download CSV"
      text={() => csv(rows)}
    />
  );
}

/** Offers a value as JSON. */
export function DownloadJson({ name, value }: { name: string; value: () => unknown }) {
  return (
    <DownloadButton
      name={`${name}.json`}
      type="application/json"
      title="Download JSON"
      text={() => jsonText(value())}
    />
  );
}

/** Offers a text as a file. It is made when it is wanted. */
export function DownloadButton({ name, type, title, text }: {
  name: string;
  type: string;
  title: string;
  text: () => string;
}) {
  const host = useHost();
  const download = () => {
    // The frame of a host lets no file out of it.
    if (host) return host.saveFile?.(name, type, text());
    const url = URL.createObjectURL(new Blob([text()], { type }));
    const link = document.createElement("a");
    link.href = url;
    link.download = name;
    link.click();
    URL.revokeObjectURL(url);
  };
  if (host && !host.saveFile) return null;
  return <button type="button" class="download" onClick={download}>{title}</button>;
}

/** CSV of rows, with the names of the members of the first above them. */
export function csv(rows: readonly Row[]): string {
  const names = Object.keys(rows[0]!);
  return [csvLine(names), ...rows.map((row) => csvLine(names.map((name) => row[name])))].join("");
}
