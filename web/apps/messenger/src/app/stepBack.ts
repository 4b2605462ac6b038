/** Steps of the messenger's own history. A frame's steps are the browser's too, and `history.go` would count them. */

interface Entry {
  key: string;
}

interface Steps {
  currentEntry: { index: number } | null;
  entries(): Entry[];
  traverseTo(key: string): { committed: Promise<unknown>; finished: Promise<unknown> };
}

export function stepBack(count: number): void {
  const { navigation } = window as { navigation?: Steps };
  const target = navigation?.currentEntry && navigation.entries()[navigation.currentEntry.index - count];
  if (!navigation || !target) return history.go(-count);
  const { committed, finished } = navigation.traverseTo(target.key);
  // Another step may overtake this one; that is no failure.
  committed.catch(() => undefined);
  finished.catch(() => undefined);
}
