import type { Peer } from "@hutong/api";

/** Marks of direction and width that nobody sees leave no name when they stand alone. */
const INVISIBLE = /[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\s]/gu;

export function peerName(peer: Peer): string {
  const name = peer.kind === "person" ? peer.person.name : peer.account.name;
  return name.replace(INVISIBLE, "") === "" ? "·" : name;
}

export function peerPath(peer: Peer): string {
  return peer.kind === "person" ? `/p/${peer.person.link_code}` : `/a/${peer.account.link_code}`;
}
