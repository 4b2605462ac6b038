import type { Peer, Person } from "@hutong/api";
import { Avatar, GroupAvatar } from "@hutong/ui";
import { useSession } from "../app/session";

export { peerName, peerPath, personName } from "./peerNames";

export function PeerAvatar({ peer, size }: { peer: Peer; size: number }) {
  const { api } = useSession();
  if (peer.kind === "person") return <PersonAvatar person={peer.person} size={size} />;
  if (peer.kind === "group") {
    const faces = peer.people.map(({ name, avatar_url }) => ({ name, picture: avatar_url && api.mediaUrl(avatar_url) }));
    return <GroupAvatar faces={faces} size={size} />;
  }
  const { name, colour, avatar_url } = peer.account;
  return <Avatar shape="place" name={name} picture={avatar_url && api.mediaUrl(avatar_url)} colour={colour} size={size} />;
}

export function PersonAvatar({ person, size }: { person: Pick<Person, "name" | "avatar_url">; size: number }) {
  const { api } = useSession();
  return <Avatar shape="person" name={person.name} picture={person.avatar_url && api.mediaUrl(person.avatar_url)} size={size} />;
}
