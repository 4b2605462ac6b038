/** The list beside a conversation: everybody, what is unread, who waits, what was starred. */
import { Avatar } from "@hutong/ui";
import { NavLink } from "react-router";
import { ThreadRow } from "../dialog/ThreadRow";
import { usePreview } from "../dialog/preview";
import { StarIcon } from "../icons";
import { useThreads } from "../official/queries";
import type { AppThread, ThreadPage } from "../official/types";
import { Moment } from "../shared/Moment";
import { Paged } from "../shared/Paged";
import { Empty } from "../shared/State";
import { useWords } from "../words";
import { useStarred, useUnreadThreads } from "./queries";

export const shelves = ["all", "unread", "waiting", "starred"] as const;
export type Shelf = (typeof shelves)[number];

export function Threads({ appId, shelf }: { appId: string; shelf: Shelf }) {
  if (shelf === "unread") return <Unread appId={appId} />;
  if (shelf === "starred") return <Starred appId={appId} />;
  return <Recent appId={appId} onlyWaiting={shelf === "waiting"} />;
}

function Recent({ appId, onlyWaiting }: { appId: string; onlyWaiting: boolean }) {
  const { t } = useWords();
  const threads = useThreads(appId);
  return (
    <Paged
      asked={threads}
      items={(page) => page.items.filter((one) => !onlyWaiting || one.unanswered > 0)}
      empty={
        onlyWaiting ? (
          <Empty title={t("messages.allAnswered")} text={t("messages.allAnsweredText")} />
        ) : (
          <Empty title={t("messages.nobody")} text={t("followers.emptyText")} />
        )
      }
    >
      {(items) => <Rows appId={appId} items={items} />}
    </Paged>
  );
}

function Unread({ appId }: { appId: string }) {
  const { t } = useWords();
  return (
    <Paged
      asked={useUnreadThreads(appId)}
      items={(page: ThreadPage) => page.items}
      empty={<Empty title={t("inbox.allRead")} text={t("inbox.allReadText")} />}
    >
      {(items) => <Rows appId={appId} items={items} />}
    </Paged>
  );
}

function Rows({ appId, items }: { appId: string; items: AppThread[] }) {
  const preview = usePreview();
  return (
    <ul>
      {items.map(({ openid, person, last, last_at: at, unanswered, unread }) => (
        <ThreadRow
          key={openid}
          appId={appId}
          openid={openid}
          name={person.name}
          picture={person.avatar_url}
          note={last === null ? "" : preview(last)}
          at={at}
          unanswered={unanswered}
          unread={unread}
        />
      ))}
    </ul>
  );
}

function Starred({ appId }: { appId: string }) {
  const { t } = useWords();
  const preview = usePreview();
  return (
    <Paged
      asked={useStarred(appId)}
      items={(page) => page.items}
      empty={<Empty title={t("inbox.noStars")} text={t("inbox.noStarsText")} />}
    >
      {(items) => (
        <ul>
          {items.map((message) => (
            <li key={message.id}>
              <NavLink to={`/apps/${appId}/messages/${message.openid}#m${message.seq}`} className="threads__row">
                <Avatar shape="person" name={message.person_name} size={36} />
                <span className="grow">
                  <b className="el">{message.person_name}</b>
                  <span className="mute el">{preview(message)}</span>
                </span>
                <span className="threads__end">
                  <Moment at={message.at} />
                  <StarIcon aria-hidden size={16} weight="fill" className="star--on" />
                </span>
              </NavLink>
            </li>
          ))}
        </ul>
      )}
    </Paged>
  );
}
