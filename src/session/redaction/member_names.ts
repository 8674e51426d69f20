import type { Endpoint, FieldFact, KeyFact } from "../../../gen/endpoint.ts";
import { perEndpoint } from "../../query/per_endpoint.ts";
import { recordSchema, splitPath } from "../decode/record_schema.ts";
import type { DottedNumbers } from "./addresses.ts";
import { isPersonalName } from "./personal_name.ts";

/** What the name of a member says about its value. */
export interface Member {
  /** Whether the value is a viewer's. */
  readonly isPersonal: boolean;
  /** Whether all in it is, if it is an object or a list. */
  readonly isPersonalWithin: boolean;
  /** Whether the spec says so, and not only the name. */
  readonly isMarked: boolean;
  /** Whether the spec knows the place. */
  readonly isOfSpec: boolean;
  /** Whether the spec knows the name, so that it is no value. */
  readonly isKnownName: boolean;
  /** Whether callers ask with the value, so that it stays. */
  readonly isId: boolean;
  readonly dottedNumbers: DottedNumbers;
  /** Kind of the value's pseudonym: the path of the member, since only what stands there is alike. */
  readonly kind: string;
  /** The names of the members of the value, if it is an object. */
  readonly members: MemberNames;
}

const CUSTOM_TAGS = "custom_tags";

/** What the spec knows of the names of a record. */
interface KnownNames {
  /** The fields by path. */
  readonly facts: ReadonlyMap<string, FieldFact>;
  /** Names of fields and dimensions and their tags, but for those that are a viewer's. */
  readonly harmless: ReadonlySet<string>;
  /** Other names of marked fields, at the root. */
  readonly markedAliases: ReadonlySet<string>;
  readonly key: KeyFact;
}

const knownNames = perEndpoint((endpoint): KnownNames => {
  const { fields, dimensions, key } = endpoint;
  const facts = new Map(fields.map((fact) => [fact.path, fact]));
  return {
    facts,
    harmless: new Set([
      ...fields.filter(({ pii }) => !pii).map(({ path }) => splitPath(path).name),
      ...recordSchema(endpoint).groups,
      ...Object.entries(dimensions)
        .filter(([, { paths }]) => !paths.some((path) => facts.get(path)?.pii))
        .flatMap(([name, { tag }]) => tag === undefined ? [name] : [name, tag]),
    ]),
    markedAliases: new Set(fields.filter(({ pii }) => pii).flatMap(({ aliases }) => aliases)),
    key,
  };
});

/** Names come from the API, which may send ever new ones and long ones. */
const MAX_NAMES_KEPT = 10_000;
const MAX_LENGTH_OF_NAME_KEPT = 100;

/** The names of an object at one place of a record, classified once. */
export class MemberNames {
  readonly #endpoint: Endpoint;
  readonly #path: string;
  readonly #room: { names: number };
  readonly #known = new Map<string, Member>();

  /** The names of a record itself, or, with a path, of an object in it. */
  constructor(endpoint: Endpoint, path = "", room = { names: MAX_NAMES_KEPT }) {
    this.#endpoint = endpoint;
    this.#path = path;
    this.#room = room;
  }

  /** What a name says here. */
  of(name: string): Member {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const member = this.#classify(name);
    if (this.#room.names > 0 && name.length <= MAX_LENGTH_OF_NAME_KEPT) {
      this.#room.names--;
      this.#known.set(name, member);
    }
    return member;
  }

  #classify(name: string): Member {
    const path = this.#path === "" ? name : `${this.#path}.${name}`;
    const { facts, harmless, markedAliases, key } = knownNames(this.#endpoint);
    const fact = facts.get(path);
    const isMarked = fact?.pii === true || (this.#path === "" && markedAliases.has(name));
    // A customer's own tag may be called as a field is and hold something else.
    const isKnown = harmless.has(name) && !path.startsWith(`${CUSTOM_TAGS}.`);
    const isNamedSo = isPersonalName(name);
    const endpoint = this.#endpoint;
    const room = this.#room;
    let members: MemberNames | undefined;
    return {
      isPersonal: isMarked || (!isKnown && isNamedSo),
      // What the spec knows as one word, such as a customer, may be somebody's record elsewhere.
      isPersonalWithin: isMarked || (fact === undefined && isNamedSo),
      isMarked,
      isOfSpec: fact !== undefined,
      isKnownName: isKnown || isMarked,
      isId: path === key.client || path === key.session,
      dottedNumbers: /version|build/i.test(name)
        ? "versions"
        : /agent/i.test(name)
        ? "products"
        : "addresses",
      kind: path,
      get members() {
        return members ??= new MemberNames(endpoint, path, room);
      },
    };
  }
}
