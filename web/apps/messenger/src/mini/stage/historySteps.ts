/** What to do to the history when a program's pages are more or fewer than its steps. */
export function stepsFor(has: number, wanted: number): { push: number[]; go: number } {
  if (wanted > has) return { push: Array.from({ length: wanted - has }, (_, index) => has + index + 1), go: 0 };
  return { push: [], go: wanted - has };
}
