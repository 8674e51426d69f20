/**
 * What people and assistants are shown, as data: for the command line, the MCP server and reports.
 *
 * @module
 */
export { type FindingWords, findingWords } from "../query/finding_words.ts";
export * from "./shell_dialect.ts";
export * from "./tool_dialect.ts";
