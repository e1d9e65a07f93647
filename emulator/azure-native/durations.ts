/** Durations as Azure Monitor writes them. */

/** Minutes of a duration such as PT15M or P1D; nothing for another text. */
export function minutesOf(text: string): number | undefined {
  const [, days, hours, minutes] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(text) ?? [];
  const [d = 0, h = 0, m = 0] = [days, hours, minutes].map((part) => Number(part ?? 0));
  return text === "" ? undefined : d * 1440 + h * 60 + m || undefined;
}
