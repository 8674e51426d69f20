export * from "./csv_line.ts";
export * from "./json_text.ts";
export * from "./other_fields.ts";
