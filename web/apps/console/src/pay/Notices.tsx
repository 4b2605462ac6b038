/** What a merchant's server was told, how often it was tried, and the way to tell it again. */
import { Button, Tooltip } from "antd";
import { Link } from "react-router";
import { InfoIcon, InspectorIcon, RetryIcon } from "../icons";
import { Moment } from "../shared/Moment";
import { Paged } from "../shared/Paged";
import { Empty } from "../shared/State";
import { useAct } from "../shared/useAct";
import { Box, Page } from "../shell/Page";
import { useInstance } from "../shell/useInstance";
import { useWords } from "../words";
import { NoticeChip } from "./chips";
import { merchantKey, replayNotice, useMchid, useNotices } from "./queries";
import type { Notice } from "./types";

export default function Notices() {
  const { t } = useWords();
  const mchid = useMchid();
  const notices = useNotices(mchid);
  return (
    <Page title={t("nav.notices")}>
      <Box flush>
        <Paged
          asked={notices}
          items={(page) => page.items}
          empty={<Empty title={t("notices.empty")} text={t("notices.emptyText")} />}
        >
          {(items) => <NoticeRows mchid={mchid} notices={items} />}
        </Paged>
      </Box>
    </Page>
  );
}

export function NoticeRows({ mchid, notices }: { mchid: string; notices: Notice[] }) {
  const { t } = useWords();
  if (notices.length === 0) {
    return (
      <p className="note note--icon pay-note">
        <InfoIcon aria-hidden size={16} />
        {t("notices.none")}
      </p>
    );
  }
  return (
    <table className="table">
      <thead>
        <tr>
          <th>{t("notices.what")}</th>
          <th>{t("notices.where")}</th>
          <th>{t("orders.state")}</th>
          <th>{t("notices.when")}</th>
          <th>
            <span className="sr">{t("action.actions")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {notices.map((notice) => (
          <NoticeRow key={notice.id} mchid={mchid} notice={notice} />
        ))}
      </tbody>
    </table>
  );
}

function NoticeRow({ mchid, notice }: { mchid: string; notice: Notice }) {
  const { t } = useWords();
  const { isLab } = useInstance();
  const replay = useAct({
    run: () => replayNotice(mchid, notice.id),
    refresh: [merchantKey(mchid, "notices"), merchantKey(mchid, "orders")],
    done: t("notices.replayed"),
  });
  return (
    <tr>
      <td data-label="">
        <b>{notice.event_type}</b>
        <br />
        <code className="mute el">{notice.subject}</code>
      </td>
      <td data-label={t("notices.where")}>
        <code className="el pay-url" title={notice.url}>
          {notice.url}
        </code>
      </td>
      <td data-label={t("orders.state")}>
        <NoticeChip notice={notice} />
        {notice.last_error !== null && <span className="mute"> {notice.last_error}</span>}
        {notice.next_at !== null && (
          <span className="mute">
            {" "}
            {t("notices.next")} <Moment at={notice.next_at} />
          </span>
        )}
      </td>
      <td data-label={t("notices.when")}>
        <Moment at={notice.created_at} />
      </td>
      <td>
        <span className="table__do">
          {isLab && notice.call_id !== null && (
            <Tooltip title={t("notices.inspect")}>
              <Link
                className="icon-link"
                to={`/lab/inspector/${notice.call_id}`}
                aria-label={t("notices.inspectOf", { what: notice.event_type })}
              >
                <InspectorIcon aria-hidden size={18} />
              </Link>
            </Tooltip>
          )}
          <Tooltip title={t("notices.replay")}>
            <Button
              type="text"
              size="small"
              loading={replay.isPending}
              aria-label={t("notices.replayOf", { what: notice.event_type })}
              icon={<RetryIcon aria-hidden size={18} />}
              onClick={() => replay.mutate()}
            />
          </Tooltip>
        </span>
      </td>
    </tr>
  );
}
