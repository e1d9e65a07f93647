/** What someone who mistyped a word most likely meant. */

/** The known word that is nearest to a given one, or that it begins; nothing where none is near. */
export function nearest(given: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((word) => ({ word, distance: distance(given.toLowerCase(), word.toLowerCase()) }))
    .filter(({ word, distance }) => distance <= Math.max(2, word.length / 3) || (given && word.startsWith(given)))
    .sort((a, b) => a.distance - b.distance);
  return best?.word;
}

/** Levenshtein's: the letters to insert, delete or replace. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [line, letter] of [...a].entries()) {
    const above = row;
    row = [line + 1];
    for (const [column, other] of [...b].entries()) {
      row.push(Math.min(above[column + 1]! + 1, row[column]! + 1, above[column]! + (letter === other ? 0 : 1)));
    }
  }
  return row[b.length]!;
}
