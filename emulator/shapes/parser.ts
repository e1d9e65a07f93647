/** Declarations read with the TypeScript parser: syntax only, one class or interface at a time. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type * as TypeScript from "typescript";
import { defaultOf, replacesOf, textOf, valuesOf } from "./comments.ts";
import type { Sdk } from "./sdk.ts";
import type { StoredProperties, StoredProperty, StoredResource, StoredType } from "./stored.ts";
import { TypesFiles } from "./types-files.ts";

type Member = TypeScript.PropertyDeclaration | TypeScript.PropertySignature;

const ANY: StoredType = { kind: "any" };
const STRING: StoredType = { kind: "string" };

export class DeclarationParser {
  private readonly ts: typeof TypeScript;
  private readonly sdk: Sdk;
  private readonly nested: TypesFiles;

  constructor(sdk: Sdk) {
    // Loading TypeScript takes longer than everything else here: a warm cache does without it.
    this.ts = createRequire(import.meta.url)("typescript") as typeof TypeScript;
    this.sdk = sdk;
    this.nested = new TypesFiles(sdk.dir);
  }

  /** @param path the declaring file, without extension; nothing where its arguments are not declared beside the class. */
  resource(path: string): StoredResource | undefined {
    const source = this.parse(readFileSync(`${path}.d.ts`, "utf8"));
    const resource = source.statements.find((statement) => this.isResource(statement)) as
      TypeScript.ClassDeclaration | undefined;
    const [, args] = resource?.members.find(this.ts.isConstructorDeclaration)?.parameters ?? [];
    const argsName = args?.type?.getText(source);
    const inputs = source.statements.filter(this.ts.isInterfaceDeclaration).find(({ name }) => name.text === argsName);
    if (!resource || !inputs) return undefined;
    const outputs = resource.members.filter(this.ts.isPropertyDeclaration).filter((member) => this.isOutput(member));
    return { inputs: this.properties(inputs.members, source), outputs: this.properties(outputs, source) };
  }

  /** @param name as in {@link TypesFiles.textOf}. */
  interface(name: string): StoredProperties {
    const source = this.parse(this.nested.textOf(name) ?? "");
    const [declaration] = source.statements.filter(this.ts.isInterfaceDeclaration);
    return this.properties(declaration?.members ?? [], source);
  }

  private parse(text: string): TypeScript.SourceFile {
    const { ScriptTarget, JSDocParsingMode } = this.ts;
    const options = { languageVersion: ScriptTarget.Latest, jsDocParsingMode: JSDocParsingMode.ParseNone };
    return this.ts.createSourceFile("declaration.d.ts", text, options);
  }

  private isResource(statement: TypeScript.Statement): boolean {
    if (!this.ts.isClassDeclaration(statement)) return false;
    return statement.heritageClauses?.some(({ token }) => token === this.ts.SyntaxKind.ExtendsKeyword) ?? false;
  }

  private isOutput({ modifiers }: TypeScript.PropertyDeclaration): boolean {
    const { StaticKeyword, PrivateKeyword } = this.ts.SyntaxKind;
    return !modifiers?.some(({ kind }) => kind === StaticKeyword || kind === PrivateKeyword);
  }

  private properties(members: Iterable<TypeScript.Node>, source: TypeScript.SourceFile): StoredProperties {
    const declared = [...members].filter(
      (member): member is Member => this.ts.isPropertySignature(member) || this.ts.isPropertyDeclaration(member),
    );
    const names = declared.map(({ name }) => (name as TypeScript.Identifier | TypeScript.StringLiteral).text);
    const siblings = new Set(names);
    return Object.fromEntries(
      declared.map((member, index) => [names[index], this.property(member, names[index]!, siblings, source)]),
    );
  }

  private property(
    member: Member,
    name: string,
    siblings: ReadonlySet<string>,
    source: TypeScript.SourceFile,
  ): StoredProperty {
    const [comment] = this.ts.getLeadingCommentRanges(source.text, member.pos)?.slice(-1) ?? [];
    const text = comment ? textOf(source.text.slice(comment.pos, comment.end)) : "";
    const members = this.members(member.type, source);
    const type = withValues(union(members.filter((type) => type !== undefined)), valuesOf(text, this.sdk.name));
    return {
      type,
      optional: member.questionToken !== undefined || members.includes(undefined),
      replaces: replacesOf(text, name, this.sdk.name),
      ...defaultOf(text, type.kind, siblings),
    };
  }

  private typeOf(node: TypeScript.TypeNode | undefined, source: TypeScript.SourceFile): StoredType {
    return union(this.members(node, source).filter((type) => type !== undefined));
  }

  /** The alternatives of a type, `pulumi.Input` and `pulumi.Output` unwrapped; undefined among them is one, too. */
  private members(node: TypeScript.TypeNode | undefined, source: TypeScript.SourceFile): (StoredType | undefined)[] {
    const { ts } = this;
    if (!node) return [ANY];
    if (ts.isUnionTypeNode(node)) return node.types.flatMap((type) => this.members(type, source));
    if (ts.isParenthesizedTypeNode(node)) return this.members(node.type, source);
    if (ts.isArrayTypeNode(node)) return [{ kind: "array", element: this.typeOf(node.elementType, source) }];
    if (ts.isTypeLiteralNode(node)) return [this.literalObject(node, source)];
    if (ts.isLiteralTypeNode(node)) {
      return [ts.isStringLiteral(node.literal) ? { kind: "string", values: [node.literal.text] } : ANY];
    }
    if (ts.isTypeReferenceNode(node)) {
      const name = node.typeName.getText(source);
      const [first, second] = node.typeArguments ?? [];
      if (name === "pulumi.Input" || name === "pulumi.Output") return this.members(first, source);
      if (name === "Record") return [{ kind: "map", value: this.typeOf(second, source) }];
      return [this.named(name)];
    }
    return [this.keyword(node.kind)];
  }

  private literalObject(node: TypeScript.TypeLiteralNode, source: TypeScript.SourceFile): StoredType {
    const [first] = node.members;
    return first && this.ts.isIndexSignatureDeclaration(first)
      ? { kind: "map", value: this.typeOf(first.type, source) }
      : { kind: "object", of: this.properties(node.members, source) };
  }

  private named(name: string): StoredType {
    if (name.startsWith("enums.")) {
      const values = this.nested.enumValues(name);
      return values?.length ? { kind: "string", values } : ANY;
    }
    if (name === "pulumi.ID" || name === "pulumi.URN") return STRING;
    const declared = /^(inputs|outputs)\./.test(name) && this.nested.has(name);
    // Another SDK's types, assets and resources: nothing that this SDK describes.
    return declared ? { kind: "object", of: name } : ANY;
  }

  private keyword(kind: TypeScript.SyntaxKind): StoredType | undefined {
    const { StringKeyword, NumberKeyword, BooleanKeyword, UndefinedKeyword } = this.ts.SyntaxKind;
    if (kind === StringKeyword) return STRING;
    if (kind === NumberKeyword) return { kind: "number" };
    if (kind === BooleanKeyword) return { kind: "boolean" };
    return kind === UndefinedKeyword ? undefined : ANY;
  }
}

/** One type for several: strings fall into one, and whatever stands beside `any` is `any`. */
function union(types: readonly StoredType[]): StoredType {
  if (types.length === 0 || types.some(({ kind }) => kind === "any")) return ANY;
  const strings = types.filter((type) => type.kind === "string");
  const others = types.filter((type) => type.kind !== "string");
  const members = strings.length > 0 ? [unionOfStrings(strings), ...others] : others;
  return members.length === 1 ? members[0]! : { kind: "union", members };
}

// `string | enums.Foo` takes every string.
function unionOfStrings(strings: readonly { kind: "string"; values?: readonly string[] }[]): StoredType {
  const open = strings.some(({ values }) => values === undefined);
  return open ? STRING : { kind: "string", values: strings.flatMap(({ values }) => values ?? []) };
}

/** What a comment enumerates are the values of a string, or of each string in a list. */
function withValues(type: StoredType, values: readonly string[] | undefined): StoredType {
  if (!values) return type;
  if (type.kind === "array") return { ...type, element: withValues(type.element, values) };
  return type.kind === "string" && !type.values ? { ...type, values } : type;
}
