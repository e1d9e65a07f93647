/**
 * The random provider's part of the emulator: the same resource gets the same values each time it is made.
 *
 * Of the real provider's ids two are not: every password's is `none` and every shuffle's `-`, where the emulated cloud
 * tells resources apart by their ids.
 */
import type { Check, Emulation, Format, SynthesisContext, Value, Values } from "../model.ts";
import { drawFrom, shuffled } from "./draw.ts";
import { petName } from "./pets.ts";
import { lengthFits, randomText } from "./strings.ts";

type Context = Pick<SynthesisContext, "inputs" | "hex">;

const token = (name: string) => `random:index/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
const byToken = <T>(table: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(table).map(([name, row]) => [token(name), row]));

const text = ({ inputs, hex }: Context) => randomText(inputs, drawFrom(hex));
const pet = ({ inputs, hex }: Context) => petName(inputs, drawFrom(hex));
const opaque = ({ hex }: Context) => hex(16, "id");

const bytes = ({ inputs, hex }: Context, length: string) => Buffer.from(hex(Number(inputs[length]) * 2), "hex");
const prefixed = ({ inputs }: Context, value: string) =>
  (typeof inputs["prefix"] === "string" ? inputs["prefix"] : "") + value;

/** @param version the digit that says how a UUID was made. */
const uuid = ({ hex }: Context, version: number): string => {
  const digits = hex(32, "uuid");
  const parts = [
    digits.slice(0, 8),
    digits.slice(8, 12),
    version + digits.slice(13, 16),
    `a${digits.slice(17, 20)}`,
    digits.slice(20),
  ];
  return parts.join("-");
};

function integer({ inputs, hex }: Context): number {
  const { min, max } = inputs;
  if (typeof min !== "number" || typeof max !== "number") return 0;
  return min + drawFrom(hex)(max - min + 1);
}

function shuffle({ inputs, hex }: Context): Value {
  const list = inputs["inputs"];
  if (!Array.isArray(list) || list.length === 0) return [];
  const draw = drawFrom(hex);
  const wanted = typeof inputs["resultCount"] === "number" ? inputs["resultCount"] : list.length;
  // More than there are: the list is gone through again, in another order.
  const rounds = Array.from({ length: Math.ceil(wanted / list.length) }, () => shuffled(draw, list));
  return rounds.flat().slice(0, wanted);
}

/** The form of a bcrypt hash of cost 10, not the hash itself. */
const bcryptHash = ({ hex }: Context) =>
  `$2a$10$${Buffer.from(hex(80, "bcrypt"), "hex").toString("base64").replaceAll("+", ".").slice(0, 53)}`;

const SOURCE = "@pulumi/random, the comments on the inputs";

const checks: readonly Check[] = [
  { types: [token("RandomString"), token("RandomPassword")], source: SOURCE, check: lengthFits },
  {
    types: [token("RandomInteger")],
    source: SOURCE,
    check: ({ inputs: { min, max } }) =>
      typeof min === "number" && typeof max === "number" && min > max
        ? { property: "max", reason: `${max} is less than min, ${min}` }
        : undefined,
  },
  {
    types: [token("RandomId"), token("RandomBytes"), token("RandomPet")],
    source: SOURCE,
    check: ({ inputs }) => wholeFrom1(inputs),
  },
];

function wholeFrom1(inputs: Values) {
  for (const property of ["byteLength", "length"]) {
    const value = inputs[property];
    if (typeof value === "number" && !(Number.isInteger(value) && value >= 1)) {
      return { property, reason: `${value} is not a whole number from 1` };
    }
  }
  return undefined;
}

const TEXT_INPUTS = [
  "length",
  "lower",
  "upper",
  "number",
  "numeric",
  "special",
  "minLower",
  "minUpper",
  "minNumeric",
  "minSpecial",
  "overrideSpecial",
];

export const random: Emulation = {
  package: "random",
  ids: byToken({
    RandomBytes: opaque,
    RandomId: (context) => bytes(context, "byteLength").toString("base64url"),
    RandomInteger: (context) => String(integer(context)),
    RandomPassword: opaque,
    RandomPet: pet,
    RandomShuffle: opaque,
    RandomString: text,
    RandomUuid: (context) => uuid(context, 4),
    RandomUuid4: (context) => uuid(context, 4),
    RandomUuid7: (context) => uuid(context, 7),
  }),
  formats: byToken<Record<string, Format>>({
    RandomBytes: {
      base64: (context) => bytes(context, "length").toString("base64"),
      hex: (context) => bytes(context, "length").toString("hex"),
    },
    RandomId: {
      b64Std: (context) => prefixed(context, bytes(context, "byteLength").toString("base64")),
      b64Url: (context) => prefixed(context, bytes(context, "byteLength").toString("base64url")),
      dec: (context) => prefixed(context, BigInt(`0x${bytes(context, "byteLength").toString("hex")}`).toString()),
      hex: (context) => prefixed(context, bytes(context, "byteLength").toString("hex")),
    },
    RandomInteger: { result: integer },
    RandomPassword: { result: text, bcryptHash },
    RandomShuffle: { results: shuffle },
    RandomString: { result: text },
    RandomUuid: { result: ({ id }) => id },
    RandomUuid4: { result: ({ id }) => id },
    RandomUuid7: { result: ({ id }) => id },
  }),
  // As the SDK marks them for the engine: additionalSecretOutputs.
  secrets: byToken({ RandomBytes: ["base64", "hex"], RandomPassword: ["bcryptHash", "result"] }),
  names: [],
  // Whatever changes, the value is made anew: https://registry.terraform.io/providers/hashicorp/random/latest/docs
  immutable: {
    "*": ["keepers"],
    ...byToken({
      RandomBytes: ["length"],
      RandomId: ["byteLength", "prefix"],
      RandomInteger: ["min", "max", "seed"],
      RandomPassword: TEXT_INPUTS,
      RandomPet: ["length", "prefix", "separator"],
      RandomShuffle: ["inputs", "resultCount", "seed"],
      RandomString: TEXT_INPUTS,
    }),
  },
  checks,
  references: [],
  protections: [],
  invokes: {},
};
