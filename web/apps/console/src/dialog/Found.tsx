/** What a search leads to: followers of that name, and messages that hold the words. */
import { Avatar } from "@hutong/ui";
import { NavLink } from "react-router";
import { useFollowers, useFoundMessages } from "../official/queries";
import type { AppMessage } from "../official/types";
import { Moment } from "../shared/Moment";
import { Paged } from "../shared/Paged";
import { Empty, Failure, Loading } from "../shared/State";
import { useWords } from "../words";
import { around } from "./around";
import { ThreadRow } from "./ThreadRow";

export function Found({ appId, search }: { appId: string; search: string }) {
  const { t } = useWords();
  const followers = useFollowers(appId, search);
  const messages = useFoundMessages(appId, search);
  const none = <p className="threads__none">{t("followers.noneFound", { sought: search })}</p>;
  return (
    <>
      <h2 className="threads__part">{t("nav.followers")}</h2>
      <Paged asked={followers} items={(page) => page.items} empty={none}>
        {(items) => (
          <ul>
            {items.map(({ openid, person, remark }) => (
              <ThreadRow key={openid} appId={appId} openid={openid} name={person.name} picture={person.avatar_url} note={remark} />
            ))}
          </ul>
        )}
      </Paged>
      <h2 className="threads__part">{t("nav.messages")}</h2>
      {messages.isPending && <Loading rows={3} />}
      {messages.error !== null && <Failure error={messages.error} onRetry={() => void messages.refetch()} />}
      {messages.data?.items.length === 0 && <Empty title={t("messages.noneFound", { sought: search })} />}
      <ul>
        {messages.data?.items.map((message) => (
          <FoundMessage key={message.id} appId={appId} message={message} search={search} />
        ))}
      </ul>
    </>
  );
}

function FoundMessage({ appId, message, search }: { appId: string; message: AppMessage; search: string }) {
  const { openid, person_name: name, body, at, seq } = message;
  const [before, hit, after] = around(body.kind === "text" ? body.text : "", search);
  return (
    <li>
      <NavLink to={`/apps/${appId}/messages/${openid}#m${seq}`} className="threads__row threads__hit">
        <Avatar shape="person" name={name} size={36} />
        <span className="grow">
          <b className="el">{name}</b>
          <span className="mute el">
            {before}
            <mark>{hit}</mark>
            {after}
          </span>
        </span>
        <span className="threads__end">
          <Moment at={at} />
        </span>
      </NavLink>
    </li>
  );
}
