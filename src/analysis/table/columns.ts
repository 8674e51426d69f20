import type { Attribute, Codes } from "./session_table.ts";

const FIRST_CAPACITY = 1024;

/** A growing column of numbers. */
export class NumberColumn<Numbers extends Float64Array | Uint16Array> {
  #numbers: Numbers;

  /** An empty column of a kind of array. */
  constructor(private readonly create: (length: number) => Numbers) {
    this.#numbers = create(FIRST_CAPACITY);
  }

  /** Sets the number of a row. */
  set(row: number, value: number): void {
    if (row >= this.#numbers.length) this.#grow(row);
    this.#numbers[row] = value;
  }

  /** The place of so many rows from one on, to be filled. */
  room(row: number, length: number): Numbers {
    if (row + length > this.#numbers.length) this.#grow(row + length - 1);
    return this.#numbers.subarray(row, row + length) as Numbers;
  }

  #grow(row: number): void {
    const grown = this.create(capacityFor(row));
    grown.set(this.#numbers);
    this.#numbers = grown;
  }

  /** The first rows, as an array of their own. */
  first(length: number): Numbers {
    return this.#numbers.slice(0, length) as Numbers;
  }
}

/** A growing column of values, each kept once; rows without a value have the code 0. */
export class AttributeColumn {
  readonly #codeOf = new Map<string, number>();
  readonly #values: (string | null)[] = [null];
  #codes: Codes = new Uint8Array(FIRST_CAPACITY);

  /** Sets the value of a row, unless it has one. */
  setFirst(row: number, value: string): void {
    if (row < this.#codes.length && this.#codes[row] !== 0) return;
    let code = this.#codeOf.get(value);
    if (code === undefined) {
      code = this.#values.push(value) - 1;
      this.#codeOf.set(value, code);
    }
    if (row >= this.#codes.length || code >= 2 ** (8 * this.#codes.BYTES_PER_ELEMENT)) {
      const grown = codesFor(
        code,
        row < this.#codes.length ? this.#codes.length : capacityFor(row),
      );
      grown.set(this.#codes);
      this.#codes = grown;
    }
    this.#codes[row] = code;
  }

  /** The first rows. */
  first(length: number, name: string): Attribute {
    const codes = codesFor(this.#values.length - 1, length);
    codes.set(this.#codes.subarray(0, length));
    return { name, values: [...this.#values], codes };
  }
}

function capacityFor(row: number): number {
  return Math.max(FIRST_CAPACITY, 2 ** Math.ceil(Math.log2(row + 1)));
}

/** Room for codes up to the highest. */
export function codesFor(highest: number, length: number): Codes {
  if (highest < 2 ** 8) return new Uint8Array(length);
  return highest < 2 ** 16 ? new Uint16Array(length) : new Uint32Array(length);
}
