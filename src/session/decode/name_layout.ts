/** Most names that are remembered of a kind of objects: no number of strange ones fills the memory. */
const MOST_NAMES = 20_000;

/** What the layouts of one kind of objects share. */
interface Shared<Meaning> {
  readonly known: ReadonlyMap<string, Meaning>;
  readonly inner: Map<string, NameLayout<Meaning>>;
  names: number;
}

/**
 * What an object's names mean, as far as they have been read: each name leads from one layout to the
 * next. The records of a page name their members in few orders, so that the next name is nearly always
 * the one that followed here last time, and comparing it is several times cheaper than looking it up.
 * Objects with the same names in the same order end in the same layout.
 */
export class NameLayout<Meaning> {
  /** The name that led here; empty before the first. */
  readonly name: string;
  /** What it means; `undefined` for a name that is not known. */
  readonly meaning: Meaning | undefined;
  readonly #shared: Shared<Meaning>;
  #likely: NameLayout<Meaning> | undefined;
  #others: Map<string, NameLayout<Meaning>> | undefined;
  #inner: NameLayout<Meaning> | undefined;

  private constructor(shared: Shared<Meaning>, name: string, meaning?: Meaning) {
    this.#shared = shared;
    this.name = name;
    this.meaning = meaning;
  }

  /** The layout before the first name; `known` are the meanings of all names. */
  static of<Meaning>(known: ReadonlyMap<string, Meaning>): NameLayout<Meaning> {
    return new NameLayout<Meaning>({ known, inner: new Map(), names: 0 }, "");
  }

  /** Whether no more names are remembered. */
  get isFull(): boolean {
    const { names, inner } = this.#shared;
    return names === MOST_NAMES || [...inner.values()].some((layout) => layout.isFull);
  }

  /** The layout behind a further name. */
  next(name: string): NameLayout<Meaning> {
    const likely = this.#likely;
    return likely !== undefined && likely.name === name ? likely : this.#turn(name);
  }

  /** The layout before the first name of the object that stands under this name. */
  inner(known: ReadonlyMap<string, Meaning>): NameLayout<Meaning> {
    if (this.#inner) return this.#inner;
    const { inner } = this.#shared;
    this.#inner = inner.get(this.name) ?? NameLayout.of(known);
    inner.set(this.name, this.#inner);
    return this.#inner;
  }

  #turn(name: string): NameLayout<Meaning> {
    let next = this.#others?.get(name);
    if (next === undefined) {
      next = new NameLayout(this.#shared, name, this.#shared.known.get(name));
      if (this.#shared.names === MOST_NAMES) return next;
      this.#shared.names++;
      if (this.#likely) this.#others ??= new Map([[this.#likely.name, this.#likely]]);
      this.#others?.set(name, next);
    }
    this.#likely = next;
    return next;
  }
}

/**
 * The layouts of a kind of objects, kept from one page to the next. They are begun anew once too many
 * names have come.
 */
export class NameLayouts<Meaning> {
  readonly #known: ReadonlyMap<string, Meaning>;
  #first: NameLayout<Meaning>;

  /** Nothing learned yet; `known` are the meanings of all names. */
  constructor(known: ReadonlyMap<string, Meaning>) {
    this.#known = known;
    this.#first = NameLayout.of(known);
  }

  /** The layout before the first name. */
  get first(): NameLayout<Meaning> {
    if (this.#first.isFull) this.#first = NameLayout.of(this.#known);
    return this.#first;
  }
}
