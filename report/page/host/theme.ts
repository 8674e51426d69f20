/** What a host says of its looks. */
export interface HostTheme {
  /** Light or dark. */
  readonly theme?: string;
  /** Its colours and fonts, by the names of the extension. */
  readonly styles?: { readonly variables?: Readonly<Record<string, string | undefined>> };
}

/** Which of the host's variables stand for ours; colours of data stay, since they are told apart. */
const VARIABLES: Readonly<Record<string, string>> = {
  "--color-background-primary": "--paper",
  "--color-background-secondary": "--raised",
  "--color-text-primary": "--ink",
  "--color-text-secondary": "--soft",
  "--color-border-primary": "--rule",
  "--font-sans": "--font",
};

/** Takes over the looks of a host, as far as it tells them. */
export function applyTheme({ theme, styles }: HostTheme): void {
  const root = document.documentElement;
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  for (const [name, value] of Object.entries(styles?.variables ?? {})) {
    const ours = Object.hasOwn(VARIABLES, name) ? VARIABLES[name] : undefined;
    if (ours && value) root.style.setProperty(ours, value);
  }
}
