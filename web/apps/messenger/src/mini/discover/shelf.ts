/** The order of the shelf: what one keeps at hand, then what was opened of late; below it what one has not met yet. */
import type { ProgramCard } from "../api";

export interface Tile {
  card: ProgramCard;
  isMine: boolean;
}

export function shelf(recent: readonly ProgramCard[], mine: readonly ProgramCard[], all: readonly ProgramCard[]): { tiles: Tile[]; others: ProgramCard[] } {
  const kept = new Set(mine.map(({ app_id }) => app_id));
  const tiles = [...mine.map((card) => ({ card, isMine: true })), ...recent.filter(({ app_id }) => !kept.has(app_id)).map((card) => ({ card, isMine: false }))];
  const shown = new Set(tiles.map(({ card }) => card.app_id));
  return { tiles, others: all.filter(({ app_id }) => !shown.has(app_id)) };
}
