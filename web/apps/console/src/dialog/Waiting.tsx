/** Who waits for an answer, and for how long they still may get one. */
import { Avatar, Badge } from "@hutong/ui";
import { Link } from "react-router";
import { WindowChip } from "../official/Followers";
import { useWaiting } from "../official/queries";
import { Moment } from "../shared/Moment";
import { Answer } from "../shared/State";
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
            <table className="table">
              <thead>
                <tr>
                  <th>{t("overview.from")}</th>
                  <th>{t("overview.last")}</th>
                  <th>{t("followers.window")}</th>
                  <th>{t("overview.at")}</th>
                </tr>
              </thead>
              <tbody>
                {items.slice(0, shown).map((one) => (
                  <tr key={one.openid}>
                    <td data-label="">
                      <Link className="person person--link" to={`${base}/${one.openid}`}>
                        <Avatar shape="person" name={one.person.name} picture={one.person.avatar_url} size={32} />
                        <b className="el">{one.person.name}</b>
                      </Link>
                    </td>
                    <td data-label={t("overview.last")} className="waiting__said">
                      {one.last !== null && preview(one.last)}
                    </td>
                    <td data-label={t("followers.window")}>
                      <WindowChip until={one.conversation_window_until} />
                    </td>
                    <td data-label={t("overview.at")}>{one.last_at !== null && <Moment at={one.last_at} />}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Answer>
    </Box>
  );
}
