import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";
import type { SpecNode } from "./spec.ts";

/** Renders the spec's types as the TypeScript module gen/schema.ts. */
export async function schemaSource(document: SpecNode, header: string): Promise<string> {
  const ast = await openapiTS(document, {
    alphabetize: false,
    transform: (schema: SpecNode) =>
      schema["x-key-prefix"] ? prefixedMap(schema["x-key-prefix"]) : undefined,
  });
  return `${header}\n${documented(astToString(ast))}`;
}

/** Documents the exports and their members that the spec has no words for, for `deno doc --lint`. */
function documented(source: string): string {
  return source.replaceAll(
    /(?<!\*\/\n)^( {4})?(?:export (?:interface|type) )?("[^"]+"|\$?\w+)(?=: | \{| = )/gm,
    (declaration, indent = "", name) => `${indent}/** The spec's \`${name}\`. */\n${declaration}`,
  );
}

/** The type of a map whose keys share a prefix: ``{ [key: `tag_${string}`]: string }``. */
function prefixedMap(prefix: string): ts.TypeNode {
  const { factory } = ts;
  const string = factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword);
  const key = factory.createTemplateLiteralType(factory.createTemplateHead(prefix), [
    factory.createTemplateLiteralTypeSpan(string, factory.createTemplateTail("")),
  ]);
  return factory.createTypeLiteralNode([
    factory.createIndexSignature(
      undefined,
      [factory.createParameterDeclaration(undefined, undefined, "key", undefined, key)],
      string,
    ),
  ]);
}
