import * as esbuild from "esbuild";
import { fileURLToPath } from "node:url";
import { DATA_MARK } from "./data_mark.ts";

const PAGE = new URL("../page/", import.meta.url);

/** Browsers that have all that the page uses, of the last two years. */
const TARGET = ["chrome123", "firefox120", "safari17.5"];

/** The bundler looks for packages in folders; this runtime keeps them in a cache. */
const packagesOfDeno: esbuild.Plugin = {
  name: "packages-of-deno",
  setup(build) {
    build.onResolve({ filter: /^preact(\/|$)/ }, ({ path }) => ({
      path: fileURLToPath(import.meta.resolve(path)),
    }));
  },
};

/** Bundles the page, without data, into one HTML file. The same sources give the same bytes. */
export async function bundlePage(): Promise<string> {
  try {
    const [script, style] = await Promise.all([bundle("main.tsx"), bundle("style/page.css")]);
    return await pageOf(script, style);
  } finally {
    await esbuild.stop();
  }
}

async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await esbuild.build({
    entryPoints: [fileURLToPath(new URL(entry, PAGE))],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: TARGET,
    charset: "utf8",
    legalComments: "none",
    jsx: "automatic",
    jsxImportSource: "preact",
    plugins: [packagesOfDeno],
    logLevel: "silent",
  });
  return outputFiles[0]!.text.trim();
}

/**
 * The browser runs this script and no other, takes this style and no other, and asks nobody: the page
 * is opened by people who have others' data in it.
 */
async function pageOf(script: string, style: string): Promise<string> {
  if (/<\/(script|style)|<!--/i.test(script + style)) {
    throw new Error("The bundle has a text that would end its element");
  }
  const policy = [
    "default-src 'none'",
    `script-src '${await hashOf(script)}'`,
    `style-src '${await hashOf(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>Report</title>
<style>${style}</style>
</head>
<body>
<div id="page"><noscript>This report is drawn by a script that it has inside; allow scripts to see it.</noscript></div>
<script type="application/json" id="data">${DATA_MARK}</script>
<script>${script}</script>
</body>
</html>
`;
}

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return `sha256-${new Uint8Array(digest).toBase64()}`;
}
