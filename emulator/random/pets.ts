/** Names of two words or more that are easy to say: `merry-otter`. */
import type { Values } from "../model.ts";
import { type Draw, pick } from "./draw.ts";

const ADVERBS = [
  "barely",
  "brightly",
  "calmly",
  "deeply",
  "easily",
  "fairly",
  "gladly",
  "highly",
  "kindly",
  "mostly",
  "nearly",
  "openly",
  "quickly",
  "rarely",
  "simply",
  "wholly",
];
const ADJECTIVES = [
  "able",
  "amber",
  "brave",
  "clever",
  "eager",
  "fair",
  "gentle",
  "happy",
  "keen",
  "light",
  "merry",
  "noble",
  "proud",
  "quiet",
  "swift",
  "warm",
];
const ANIMALS = [
  "badger",
  "crane",
  "dolphin",
  "eagle",
  "falcon",
  "gecko",
  "heron",
  "ibex",
  "jackal",
  "koala",
  "lynx",
  "marten",
  "otter",
  "raven",
  "stork",
  "walrus",
];

/** Adverbs, an adjective and an animal: as many words as asked for, two by default. */
export function petName({ length, separator, prefix }: Values, draw: Draw): string {
  const count = typeof length === "number" ? length : 2;
  const kinds = Array.from({ length: count }, (_, index) => [ANIMALS, ADJECTIVES][count - 1 - index] ?? ADVERBS);
  const words = kinds.map((kind) => pick(draw, kind));
  const parts = typeof prefix === "string" ? [prefix, ...words] : words;
  return parts.join(typeof separator === "string" ? separator : "-");
}
