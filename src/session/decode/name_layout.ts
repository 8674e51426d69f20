/**
 * What the names of an object mean, in the order of the last such object. The records of a page name
 * their members in the same order, nearly: comparing a name with the one that stood in its place is
 * several times cheaper than looking it up.
 */
export class NameLayout<Meaning> {
  /** The names, in order. */
  readonly names: string[] = [];
  /** What each of them means; `undefined` for a name that is not known. */
  readonly meanings: (Meaning | undefined)[] = [];
  readonly #known: ReadonlyMap<string, Meaning>;
  readonly #inner = new Map<string, NameLayout<Meaning>>();

  /** Nothing learned yet; `known` are the meanings of all names. */
  constructor(known: ReadonlyMap<string, Meaning>) {
    this.#known = known;
  }

  /** Notes which name stands at a place. */
  learn(index: number, name: string): void {
    this.names[index] = name;
    this.meanings[index] = this.#known.get(name);
  }

  /** The layout of the object that stands under a name. */
  inner(name: string, known: ReadonlyMap<string, Meaning>): NameLayout<Meaning> {
    let layout = this.#inner.get(name);
    if (!layout) this.#inner.set(name, layout = new NameLayout(known));
    return layout;
  }
}
