/** Who waits for an answer, and for how long they still may get one. */
import { Avatar, Badge } from "@hutong/ui";
import { Link } from "react-router";
import { WindowChip } from "../official/Followers";
import { useWaiting } from "../official/queries";
import { Moment } from "../shared/Moment";
import { Answer } from "../shared/State";
import { Table } from "../shared/Table";
import { Box } from "../shell/Page";
import { useWords } from "../words";
import { usePreview } from "./preview";

const shown = 5;

export function Waiting({ appId }: { appId: string }) {
  const { t } = useWords();
  const waiting = useWaiting(appId);
  const preview = usePreview();
  const base = `/apps/${appId}/messages`;
  return (
    <Box
      flush
      title={
        <span className="inline">
          {t("overview.waiting")}
          <Badge
            count={waiting.data?.items.length ?? 0}
            label={t("messages.waitingCount", { count: waiting.data?.items.length ?? 0 })}
          />
        </span>
      }
      more={
        <Link to={base} className="strong-link">
          {t("overview.openInbox")}
        </Link>
      }
    >
      <Answer asked={waiting}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="waiting__none">{t("overview.nobodyWaits")}</p>
          ) : (
            <Table
              items={items.slice(0, shown)}
              keyOf={(one) => one.openid}
              columns={[
                {
                  head: t("overview.from"),
                  cell: (one) => (
                    <Link className="person person--link" to={`${base}/${one.openid}`}>
                      <Avatar shape="person" name={one.person.name} picture={one.person.avatar_url} size={32} />
                      <b className="el">{one.person.name}</b>
                    </Link>
                  ),
                },
                {
                  head: t("overview.last"),
                  cell: (one) => <div className="waiting__said">{one.last !== null && preview(one.last)}</div>,
                },
                { head: t("followers.window"), cell: (one) => <WindowChip until={one.conversation_window_until} /> },
                { head: t("overview.at"), cell: (one) => one.last_at !== null && <Moment at={one.last_at} /> },
              ]}
            />
          )
        }
      </Answer>
    </Box>
  );
}
