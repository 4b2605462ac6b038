import { Avatar, Badge } from "@hutong/ui";
import { NavLink } from "react-router";
import { Moment } from "../shared/Moment";
import { useWords } from "../words";

interface ThreadRowProps {
  appId: string;
  openid: string;
  name: string;
  picture?: string | null;
  note: string;
  at?: string | null;
  unanswered?: number;
  unread?: number;
}

export function ThreadRow({ appId, openid, name, picture = null, note, at = null, unanswered = 0, unread = 0 }: ThreadRowProps) {
  const { t } = useWords();
  return (
    <li>
      <NavLink to={`/apps/${appId}/messages/${openid}`} className="threads__row">
        <Avatar shape="person" name={name} picture={picture} size={36} />
        <span className="grow">
          <b className="el">{name}</b>
          <span className={unanswered > 0 || unread > 0 ? "brick el" : "mute el"}>{note}</span>
        </span>
        <span className="threads__end">
          {at !== null && <Moment at={at} />}
          <Badge count={unread} label={t("inbox.unreadOf", { count: unread })} />
        </span>
      </NavLink>
    </li>
  );
}
