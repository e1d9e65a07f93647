import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

interface NameRule {
  readonly maxLength: number;
  readonly hyphens: boolean;
}

/**
 * What has a name that nobody else in the world may have, too short for the provider to make one by itself. Names that
 * only have to differ within a resource group are the provider's own.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
 */
const rules = {
  keyVault: { maxLength: 24, hyphens: true },
  registry: { maxLength: 50, hyphens: false },
  storageAccount: { maxLength: 24, hyphens: false },
} as const satisfies Record<string, NameRule>;

export type UniquelyNamed = keyof typeof rules;

export const suffixLength = 6;

/**
 * A name like the logical one, with a random end: not one that is derived from the stack, since Azure keeps a deleted
 * vault's name for as long as its deletion can be taken back, and the stack may be made again before.
 */
export function uniqueName(name: string, kind: UniquelyNamed, parent: pulumi.ComponentResource): pulumi.Output<string> {
  const suffix = new random.RandomString(name, { length: suffixLength, upper: false, special: false }, { parent });
  return pulumi.interpolate`${nameStem(name, kind)}${suffix.result}`;
}

/** What such a name begins with: the words of the logical name, the longest cut until there is room for the random end. */
export function nameStem(name: string, kind: UniquelyNamed): string {
  const { maxLength, hyphens } = rules[kind];
  const words = name.split("-");
  const separator = hyphens ? "-" : "";
  const room = maxLength - suffixLength - separator.length * words.length;
  while (words.join("").length > room) {
    const longest = words.reduce((best, word, index) => (word.length > (words[best]?.length ?? 0) ? index : best), 0);
    words[longest] = words[longest]?.slice(0, -1) ?? "";
  }
  return words.join(separator) + separator;
}
