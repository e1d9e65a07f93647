import { UnknownValueError } from "@pulumi/policy";

/** A place in a resource's inputs. */
export interface Place {
  /** As a person writes it: `ingress[0].cidrBlocks`. */
  readonly at: string;
  /** What is there, undefined where nothing is. Throws UnknownValueError where a preview cannot know. */
  readonly look: () => unknown;
}

/** Every place that a path leads to: one for each element where it walks a list, and one where the list is empty. */
export const places = (props: unknown, path: string): readonly Place[] =>
  walk({ at: "", look: () => props }, path.match(/\[\*\]|[^.[\]]+/g) ?? []);

/** What `look` sees, or `otherwise` where it meets a value that the preview cannot know; the deploy looks again. */
export function ifKnown<T>(look: () => T, otherwise: T): T {
  try {
    return look();
  } catch (error) {
    if (error instanceof UnknownValueError) return otherwise;
    throw error;
  }
}

function walk(place: Place, [step, ...rest]: readonly string[]): readonly Place[] {
  if (step === undefined) return [place];
  return next(place, step).flatMap((inner) => walk(inner, rest));
}

function next({ at, look }: Place, step: string): readonly Place[] {
  if (step !== "[*]") return [{ at: at ? `${at}.${step}` : step, look: () => property(look(), step) }];
  const length = ifKnown(() => (look() as { length?: number } | undefined)?.length ?? 0, 0);
  return Array.from({ length: Math.max(length, 1) }, (_, index) => ({
    at: `${at}[${index}]`,
    look: () => property(look(), index),
  }));
}

const property = (owner: unknown, key: string | number) =>
  typeof owner === "object" && owner !== null ? (owner as Record<string | number, unknown>)[key] : undefined;
