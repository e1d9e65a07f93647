/** Type tokens as tables write them: `compute:Network` for `gcp:compute/network:Network`. */

/** The full token; the file part is the type with a small first letter, as in every token of the SDK. */
export function token(short: string): string {
  const [module = "", name = ""] = short.split(":");
  return `gcp:${module}/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
}

export const tokens = (...shorts: string[]): string[] => shorts.map(token);

/** A table by short token, by full token. */
export const byToken = <T>(table: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(table).map(([short, row]) => [token(short), row]));

/** `gcp:compute/network:Network` → `compute:Network`. */
export const short = (full: string): string => full.replace(/^gcp:([^/]+)\/[^:]+:/, "$1:");
