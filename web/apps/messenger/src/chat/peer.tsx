import type { Peer } from "@hutong/api";
import { Avatar } from "@hutong/ui";
import { useSession } from "../app/session";

export { peerName, peerPath } from "./peerNames";

export function PeerAvatar({ peer, size }: { peer: Peer; size: number }) {
  const { api } = useSession();
  const picture = peer.kind === "person" ? peer.person.avatar_url : peer.account.avatar_url;
  const url = picture && api.mediaUrl(picture);
  if (peer.kind === "person") return <Avatar shape="person" name={peer.person.name} picture={url} size={size} />;
  return <Avatar shape="place" name={peer.account.name} picture={url} colour={peer.account.colour} size={size} />;
}
