import { parse } from "yaml";

/** A node of the spec; the generator checks what it needs of it. */
// deno-lint-ignore no-explicit-any -- a YAML document has no static type
export type SpecNode = any;

/** A parsed OpenAPI document that can follow its own references. */
export interface Spec {
  /** The whole document. */
  document: SpecNode;
  /** Follows `$ref`, keeping the keywords that stand beside it; those win. */
  resolve(node: SpecNode): SpecNode;
}

/** Parses an OpenAPI document from YAML text. */
export function parseSpec(text: string): Spec {
  const document = parse(text);
  const resolve = (node: SpecNode): SpecNode => {
    if (typeof node?.$ref !== "string") return node;
    const { $ref, ...beside } = node;
    const target = $ref.replace(/^#\//, "").split("/").reduce(
      (parent: SpecNode, key: string) => parent?.[key.replaceAll("~1", "/").replaceAll("~0", "~")],
      document,
    );
    if (target === undefined) throw new Error(`Cannot resolve '${$ref}' in the spec`);
    return { ...resolve(target), ...beside };
  };
  return { document, resolve };
}
