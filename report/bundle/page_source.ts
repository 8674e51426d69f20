import { bundlePage } from "./bundle_page.ts";

/** The page as a module, which each runtime can load. */
export async function pageSource(): Promise<string> {
  return `// Made from report/page by \`deno task gen\`. Do not edit.

/** The page, without data: one file of HTML. */
export const REPORT_PAGE = ${JSON.stringify(await bundlePage())};
`;
}
