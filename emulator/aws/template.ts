/**
 * Ids, ARNs and addresses as templates: `vpc-{hex:17}`, `arn:aws:ecr:{region}:{account}:repository/{name}`.
 *
 * A placeholder is
 * - `{account}`, `{region}`, `{partition}`, `{id}`, `{logical}` (the logical name),
 * - the path of an input: `{name}`, `{vpcConfig.vpcId}`,
 * - characters that stay the same for the resource: `{hex:17}`, `{digits:12}`, `{alnum:10}`, `{ALNUM:13}`, `{uuid}`,
 * - a list of those and of 'literals', of which the first that has a value counts: `{path|'/'}`.
 */
import type { SynthesisContext } from "../model.ts";
import { valuesAt } from "../paths.ts";
import { ACCOUNT, partitionOf, regionOf } from "./account.ts";

export type TemplateContext = Omit<SynthesisContext, "id"> & { readonly id?: string };

/** A template, or a function where the text depends on more than one template can say. */
export type Text = string | ((context: TemplateContext) => string);

/** @param salt keeps the random characters of one resource's several texts apart. */
export function render(text: Text, context: TemplateContext, salt: string): string {
  if (typeof text === "function") return text(context);
  return text.replace(/\{([^}]+)\}/g, (_, placeholder: string) => {
    for (const alternative of placeholder.split("|")) {
      const value = resolve(alternative, context, salt);
      if (value !== undefined) return value;
    }
    return context.name;
  });
}

const ALPHABETS: Readonly<Record<string, string>> = {
  digits: "0123456789",
  alnum: "0123456789abcdefghijklmnopqrstuvwxyz",
  ALNUM: "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  letters: "abcdefghijklmnopqrstuvwxyz",
  mixed: "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
};

function resolve(placeholder: string, context: TemplateContext, salt: string): string | undefined {
  if (placeholder.startsWith("'")) return placeholder.slice(1, -1);
  const [kind = "", length] = placeholder.split(":");
  if (length !== undefined) return characters(context, kind, Number(length), salt);
  const builtin = BUILTINS[placeholder];
  if (builtin) return builtin(context, salt);
  const [input] = valuesAt(context.inputs, placeholder);
  return typeof input === "string" || typeof input === "number" ? String(input) : undefined;
}

const BUILTINS: Readonly<Record<string, (context: TemplateContext, salt: string) => string | undefined>> = {
  account: () => ACCOUNT,
  region: ({ inputs, cloud }) => regionOf(inputs, cloud),
  partition: ({ inputs, cloud }) => partitionOf(regionOf(inputs, cloud)),
  id: ({ id }) => id,
  logical: ({ name }) => name,
  uuid: (context, salt) => uuid(context.hex(32, salt)),
};

/** Characters of an alphabet that stay the same for the resource and salt. */
export function characters(context: Pick<TemplateContext, "hex">, kind: string, length: number, salt: string): string {
  if (kind === "hex") return context.hex(length, salt);
  const alphabet = ALPHABETS[kind];
  if (!alphabet)
    throw new Error(`a template names "${kind}:${length}"; known are hex, ${Object.keys(ALPHABETS).join(", ")}`);
  const pairs = context.hex(length * 4, salt).match(/.{4}/g) ?? [];
  return pairs.map((pair) => alphabet.charAt(parseInt(pair, 16) % alphabet.length)).join("");
}

/** An input as text; empty where it is missing. */
export const text = ({ inputs }: Pick<TemplateContext, "inputs">, name: string): string => {
  const value = inputs[name];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
};

/** The shape of a version 4 UUID around 32 hexadecimal digits. */
export const uuid = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
