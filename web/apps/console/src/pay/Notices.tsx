/** What a merchant's server was told, how often it was tried, and the way to tell it again. */
import { Button, Tooltip } from "antd";
import { Link } from "react-router";
import { InfoIcon, InspectorIcon, RetryIcon } from "../icons";
import { Moment } from "../shared/Moment";
import { Paged } from "../shared/Paged";
import { Empty } from "../shared/State";
import { Table } from "../shared/Table";
import { troubleWords } from "../shared/troubles";
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
    <Table
      items={notices}
      keyOf={(notice) => notice.id}
      columns={[
        {
          head: t("notices.what"),
          cell: (notice) => (
            <>
              <b className="el">{notice.event_type}</b>
              <code className="cell__then el">{notice.subject}</code>
            </>
          ),
        },
        {
          head: t("notices.where"),
          cell: (notice) => (
            <code className="el pay-url" title={notice.url}>
              {notice.url}
            </code>
          ),
        },
        { head: t("orders.state"), cell: (notice) => <Standing notice={notice} /> },
        { head: t("notices.when"), cell: (notice) => <Moment at={notice.created_at} /> },
      ]}
      actions={(notice) => <Actions mchid={mchid} notice={notice} />}
    />
  );
}

/** How it went, why not, and when it is tried again. */
function Standing({ notice }: { notice: Notice }) {
  const words = useWords();
  const { t } = words;
  const { last_error, last_error_code, last_error_params } = notice;
  return (
    <>
      <NoticeChip notice={notice} />
      {last_error !== null && <span className="cell__then">{troubleWords(words, last_error_code, last_error_params, last_error)}</span>}
      {notice.next_at !== null && (
        <span className="cell__then">
          {t("notices.next")} <Moment at={notice.next_at} />
        </span>
      )}
    </>
  );
}

function Actions({ mchid, notice }: { mchid: string; notice: Notice }) {
  const { t } = useWords();
  const { isLab } = useInstance();
  const replay = useAct({
    run: () => replayNotice(mchid, notice.id),
    refresh: [merchantKey(mchid, "notices"), merchantKey(mchid, "orders")],
    done: t("notices.replayed"),
  });
  return (
    <>
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
    </>
  );
}
