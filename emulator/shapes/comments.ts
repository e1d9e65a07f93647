/**
 * What a declaration's comment says beyond its type. The phrases are those found in the pinned SDKs; a sentence with a
 * condition in it ("… if the engine is Memcached, …") says nothing here.
 */
import type { PropertyShape } from "../model.ts";

/** Sentences, whole, that say that a change makes a new resource. */
const REPLACES = [
  // "Changing this value forces a new resource.", "Changing this will force terraform to create new resource."
  `(?:changing|changes to) (?:this|it|these values|any value|this (?:value|argument|field|property)) (?=.*((?<!the )new|re-?creat|re-?plac))[^,]*`,
  // "Forces replacement if changed."
  `forces (?:replacement|(?:a )?new resource)(?: (?:if|when) (?:changed|modified))?`,
  // random: "Arbitrary map of values that, when changed, will trigger recreation of resource."
  `arbitrary map of values that, when changed, will trigger [^,]*`,
];

/**
 * Sentences that call a property immutable. Terraform's providers replace a resource for such a change; Azure and
 * Kubernetes refuse it or have rules of their own, so their comments are not read this way.
 */
const IMMUTABLE = [
  `immutable(?: once (?:set|created))?`,
  `the field is immutable and causes resource replacement when mutated`,
  `(?:this|this (?:field|value|attribute)) (?:cannot|can't|can not) be (?:changed|updated|modified)(?: after (?:the )?creation)?`,
  `cannot be changed after creation`,
];
const BRIDGED = ["aws", "gcp", "random"];

const DEFAULT =
  /\bdefault(?:s to|ed to|(?:s| value)?(?: is|:)) *(?:`"?([^`"]*)"?`|"([^"]*)"|(true|false|-?(?!0\d)\d+(?:\.\d+)?|[A-Z][A-Z0-9_]{2,}(?=[.;)]|$)))(?![\w`%])(?! *(?:if|when|for|unless|in|on|and|or|otherwise|with)\b)/gi;

/** Google's providers generate these sentences from the API's own enumerations. */
const ENUMERATIONS: Readonly<Record<string, RegExp>> = { gcp: /(?:^|\s)Possible values are: ((?:`[^`]*`(?:, )?)+)\./g };

/** Google's generator mixes the comments of namesakes up: this one stands beside the sources of Apt, too. */
const MIXED_UP = /^A common public repository base for Yum\./;

/** A comment as plain text, without its marks. */
export const textOf = (comment: string): string => comment.replaceAll(/^\s*\/\*\*|\s*\*\/\s*$|^\s*\* ?/gm, "").trim();

const wholeSentence = (patterns: readonly string[]): RegExp => new RegExp(`^(?:${patterns.join("|")})[.]?$`, "i");
const REPLACES_BRIDGED = wholeSentence([...REPLACES, ...IMMUTABLE]);
const REPLACES_ANY = wholeSentence(REPLACES);

export function replacesOf(text: string, property: string, sdk: string): boolean {
  const pattern = BRIDGED.includes(sdk) ? REPLACES_BRIDGED : REPLACES_ANY;
  return sentencesOf(text.replaceAll(`\`${property}\``, "this")).some((sentence) => pattern.test(sentence));
}

const sentencesOf = (text: string): string[] =>
  text
    .replaceAll(/\s+/g, " ")
    .split(/(?<=[.;)]) | (?=\()/)
    .map((sentence) => sentence.replaceAll(/^[*>( ]+|[) ]+$/g, ""));

/** The one default that a comment states; nothing where it states several. */
export function defaultOf(text: string, kind: string, siblings: ReadonlySet<string>): Pick<PropertyShape, "default"> {
  const stated = [...text.replaceAll(/\s+/g, " ").matchAll(DEFAULT)].map(
    // A bare word among strings is a constant in capitals: "defaults to 90 minutes" means something else.
    ([, code, quoted, bare]) => code ?? quoted ?? (kind === "string" && !/^[A-Z_]+$/.test(bare!) ? undefined : bare),
  );
  const [value] = stated;
  if (value === undefined || stated.some((other) => other !== value)) return {};
  const parsed = parse(value, kind);
  // "Defaults to `cidrBlock`" means what that property holds.
  return parsed === undefined || siblings.has(value) ? {} : { default: parsed };
}

function parse(value: string, kind: string): PropertyShape["default"] {
  if (kind === "boolean") return value === "true" ? true : value === "false" ? false : undefined;
  if (kind === "number") return value !== "" && Number.isFinite(Number(value)) ? Number(value) : undefined;
  return kind === "string" ? value : undefined;
}

/** The values that a comment enumerates, where the sentence is generated and so can be relied on. */
export function valuesOf(text: string, sdk: string): readonly string[] | undefined {
  const pattern = MIXED_UP.test(text) ? undefined : ENUMERATIONS[sdk];
  const lists = pattern ? [...text.replaceAll(/\s+/g, " ").matchAll(pattern)] : [];
  const values = lists.flatMap(([, list = ""]) => [...list.matchAll(/`([^`]*)`/g)].map(([, value = ""]) => value));
  return values.length > 0 ? values : undefined;
}
