/** How a bill is divided and how luck is told: whole fen, nothing lost. */
import type { PacketShare } from "@hutong/api";

/** The same for everybody; the fen that do not divide are the starter's, whether they share in it or not. */
export function equalShares(totalFen: number, people: readonly string[], starterId: string): Map<string, number> {
  const shares = new Map<string, number>();
  if (people.length === 0) return shares;
  const rest = totalFen % people.length;
  const each = (totalFen - rest) / people.length;
  for (const person of people) shares.set(person, each);
  if (rest > 0 || shares.has(starterId)) shares.set(starterId, (shares.get(starterId) ?? 0) + rest);
  return shares;
}

export const sumOf = (shares: Iterable<number>): number => [...shares].reduce((sum, fen) => sum + fen, 0);

/** Who drew last comes first; best luck is known only when nothing is left. */
export function luckList(shares: readonly PacketShare[], isWhole: boolean): PacketShare[] {
  const newestFirst = [...shares].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  return newestFirst.map((share) => ({ ...share, is_best: isWhole && share.is_best }));
}

export interface PacketWish {
  kind: "single" | "lucky" | "equal" | "exclusive";
  /** The whole of a lucky or single packet, one share of an equal one. */
  amountFen: number;
  count: number;
}

export const SHARE_MOST_FEN = 20_000;

export const totalOf = ({ kind, amountFen, count }: PacketWish): number => (kind === "equal" ? amountFen * count : amountFen);

/** What is wrong with a packet as it stands, before anybody is asked to pay it. */
export function packetProblem(wish: PacketWish, mostPeople: number): "noAmount" | "noCount" | "tooMany" | "tooMuch" | "tooLittle" | null {
  const { kind, count } = wish;
  const total = totalOf(wish);
  const shares = kind === "lucky" || kind === "equal" ? count : 1;
  if (total === 0) return "noAmount";
  if (shares < 1) return "noCount";
  if (shares > Math.min(100, mostPeople)) return "tooMany";
  if (total > shares * SHARE_MOST_FEN) return "tooMuch";
  return total < shares ? "tooLittle" : null;
}
