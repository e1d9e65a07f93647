/** Choices that stay the same for a resource: drawn from its hexadecimal digits instead of from a die. */

/** Whole numbers from 0 to below a bound, one after the other. */
export type Draw = (bound: number) => number;

// 48 bits at a time: enough that the remainder favours no small number noticeably.
const DIGITS = 12;

export function drawFrom(hex: (length: number, salt?: string) => string): Draw {
  let turn = 0;
  return (bound) => Number(BigInt(`0x${hex(DIGITS, `draw ${turn++}`)}`) % BigInt(bound));
}

export const pick = <T>(draw: Draw, from: ArrayLike<T>): T => from[draw(from.length)] as T;

/** A copy in another order (Fisher and Yates). */
export function shuffled<T>(draw: Draw, list: readonly T[]): T[] {
  const result = [...list];
  for (let last = result.length - 1; last > 0; last--) {
    const other = draw(last + 1);
    [result[last], result[other]] = [result[other] as T, result[last] as T];
  }
  return result;
}
