import type { Conversation, GroupPeer, Peer, Person } from "@hutong/api";

/** Marks of direction and width that nobody sees leave no name when they stand alone. */
const INVISIBLE = /[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\s]/gu;
const NAMED = 4;

export function peerName(peer: Peer): string {
  if (peer.kind === "group") return peer.title ?? namesOf(peer);
  return visible(peer.kind === "person" ? peer.person.name : peer.account.name);
}

export function personName(person: Person): string {
  return visible(person.name);
}

/** Who one talks with, or what it is: a page of its own. */
export function peerPath({ id, peer }: Pick<Conversation, "id" | "peer">): string {
  if (peer.kind === "group") return `/g/${id}`;
  return peer.kind === "person" ? `/p/${peer.person.link_code}` : `/a/${peer.account.link_code}`;
}

/** A group without a title is called by the people in it. */
function namesOf({ people }: GroupPeer): string {
  const comma = globalThis.document?.documentElement.lang.startsWith("zh") ? "、" : ", ";
  const names = people.slice(0, NAMED).map(personName).join(comma);
  return people.length > NAMED ? `${names}…` : visible(names);
}

const visible = (name: string): string => (name.replace(INVISIBLE, "") === "" ? "·" : name);
