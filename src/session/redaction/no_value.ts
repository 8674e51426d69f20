const NO_VALUE =
  /^(?:|-+|n\/?a|nil|none|null|undefined|unknown|anonymous|guest|true|false|yes|no|not set|0+(?:[.:-]0+)*)$/i;

/** Whether a text is what records say where there is no value, so that it tells of nobody. */
export function isNoValue(text: string): boolean {
  return NO_VALUE.test(text);
}
