/** A fenced block of a page. */
export interface PageBlock {
  /** What stands behind the fence, for example `sh`. */
  readonly language: string;
  readonly text: string;
}

/** A command of a page. */
export interface PageCommand {
  /** Variables that are set in front of it. */
  readonly env: Readonly<Record<string, string>>;
  readonly words: readonly string[];
  /** What stands behind `#`. */
  readonly comment: string | undefined;
}

/** The fenced blocks of a page of the documentation. */
export function blocksOf(page: string): PageBlock[] {
  return [...page.matchAll(/^```(.*)\n([^]*?)\n```$/gm)]
    .map(([, language, text]) => ({ language: language!, text: text! }));
}

/** The commands of all blocks of a page that are for a shell; lines that go on are joined. */
export function commandsOf(page: string): PageCommand[] {
  return blocksOf(page).filter(({ language }) => language === "sh")
    .flatMap(({ text }) => text.replace(/\\\n\s*/g, "").split("\n")).map(commandOf);
}

function commandOf(line: string): PageCommand {
  const [, command, comment] = /^(.*?)(?:\s+# (.*))?$/.exec(line)!;
  const words = [...command!.matchAll(/(?:'[^']*'|\$\([^)]*\)|[^\s'])+/g)]
    .map(([word]) => word.replaceAll("'", ""));
  const env: Record<string, string> = {};
  while (/^[A-Z_]+=/.test(words[0] ?? "")) {
    const [name, ...value] = words.shift()!.split("=");
    env[name!] = value.join("=");
  }
  return { env, words, comment };
}
