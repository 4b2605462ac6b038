/** The people who follow this account. */
import { Avatar, Chip } from "@hutong/ui";
import { Button, Input, Modal, Tooltip } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { appKey, useAppId } from "../apps/queries";
import { BlockIcon, ClockIcon, EditIcon, InboxIcon } from "../icons";
import { ApiCallButton } from "../shared/code/CodeDrawer";
import type { PageCall } from "../shared/code/CodeDrawer";
import { ExportButton } from "../shared/ExportButton";
import { allPages } from "../shared/exports";
import { CopyButton } from "../shared/Copy";
import { Field } from "../shared/Field";
import { duration } from "../shared/durations";
import { SearchField } from "../shared/SearchField";
import { Moment } from "../shared/Moment";
import { Paged } from "../shared/Paged";
import { Empty } from "../shared/State";
import { Table } from "../shared/Table";
import { useAct } from "../shared/useAct";
import { useConfirm } from "../shared/useConfirm";
import { useUndo } from "../shared/useUndo";
import { useSettled } from "../shared/useSettled";
import { Box, Page } from "../shell/Page";
import { useInstance } from "../shell/useInstance";
import { useWords } from "../words";
import { useLaneSecond, useUnits } from "../shared/useLaneSecond";
import { changeFollower, followersAfter, useFollowers } from "./queries";
import type { Follower } from "./types";

export default function Followers() {
  const { t } = useWords();
  const { isLab } = useInstance();
  const appId = useAppId();
  const [sought, setSought] = useState("");
  const search = useSettled(sought.trim());
  const followers = useFollowers(appId, search);
  const total = followers.data?.pages[0]?.total;
  const [renamed, setRenamed] = useState<Follower | null>(null);
  return (
    <Page
      title={t("nav.followers")}
      chips={total !== undefined && <Chip>{t("followers.total", { count: total })}</Chip>}
      soft={
        <>
          <ApiCallButton calls={callsFor(followers.data?.pages[0]?.items[0]?.openid, t)} />
          <ExportButton name="followers" rows={() => exported(appId, search)} disabled={!total} />
        </>
      }
    >
      <Box flush>
        <div className="toolbar">
          <SearchField label={t("followers.search")} value={sought} onChange={setSought} />
        </div>
        <Paged
          asked={followers}
          items={(page) => page.items}
          empty={
            search !== "" ? (
              <Empty title={t("followers.noneFound", { sought: search })} />
            ) : (
              <Empty title={t("followers.empty")} text={t("followers.emptyText")}>
                {isLab && <Link to="/lab/people">{t("followers.toPeople")}</Link>}
              </Empty>
            )
          }
        >
          {(items) => <FollowerTable appId={appId} followers={items} onRename={setRenamed} />}
        </Paged>
      </Box>
      {renamed !== null && <RemarkDialog appId={appId} follower={renamed} onClose={() => setRenamed(null)} />}
    </Page>
  );
}

/** The same list by the API: openids by the thousand, and each person by theirs. */
function callsFor(openid: string | undefined, t: (key: string) => string): PageCall[] {
  const query = { access_token: "ACCESS_TOKEN" };
  const list: PageCall = { name: t("code.followers"), method: "GET", path: "/cgi-bin/user/get", query };
  if (openid === undefined) return [list];
  const one = { ...query, openid, lang: "zh_CN" };
  return [list, { name: t("code.follower"), method: "GET", path: "/cgi-bin/user/info", query: one }];
}

async function exported(appId: string, search: string) {
  const pages = await allPages((after: string | null) => followersAfter(appId, search, after));
  return pages
    .flatMap((page) => page.items)
    .map(({ person, openid, remark, followed_at, scene, blocked }) => ({
      name: person.name,
      openid,
      remark,
      followed_at,
      scene,
      blocked,
    }));
}

interface FollowerTableProps {
  appId: string;
  followers: Follower[];
  onRename: (follower: Follower) => void;
}

function FollowerTable({ appId, followers, onRename }: FollowerTableProps) {
  const { t } = useWords();
  return (
    <Table
      items={followers}
      keyOf={(follower) => follower.openid}
      columns={[
        { head: t("followers.who"), cell: (follower) => <Who follower={follower} /> },
        {
          head: "openid",
          cell: ({ openid }) => (
            <span className="inline">
              <code className="el openid">{openid}</code>
              <CopyButton text={openid} what="openid" />
            </span>
          ),
        },
        { head: t("followers.since"), cell: (follower) => <Since follower={follower} /> },
        { head: t("followers.window"), cell: (follower) => <WindowChip until={follower.conversation_window_until} /> },
      ]}
      actions={(follower) => <Actions appId={appId} follower={follower} onRename={() => onRename(follower)} />}
    />
  );
}

function Who({ follower: { person, remark, blocked } }: { follower: Follower }) {
  const { t } = useWords();
  return (
    <span className="person">
      <Avatar shape="person" name={person.name} picture={person.avatar_url} size={32} />
      <span className="person__text">
        <b className="el">{remark === "" ? person.name : remark}</b>
        {remark !== "" && <span className="mute el">{person.name}</span>}
      </span>
      {blocked && (
        <Chip tone="bad" icon={BlockIcon}>
          {t("followers.blocked")}
        </Chip>
      )}
    </span>
  );
}

/** Since when, and what brought them. */
function Since({ follower: { followed_at: at, scene } }: { follower: Follower }) {
  const { t, has } = useWords();
  return (
    <>
      <Moment at={at} />
      {scene !== "" && scene !== "other" && (
        <span className="mute"> · {has(`scene.${scene}`) ? t(`scene.${scene}`) : scene}</span>
      )}
    </>
  );
}

function Actions({ appId, follower, onRename }: { appId: string; follower: Follower; onRename: () => void }) {
  const { t } = useWords();
  const confirm = useConfirm();
  const offerUndo = useUndo();
  const { person, openid, blocked } = follower;
  const block = useAct({
    run: (next: boolean) => changeFollower(appId, openid, { blocked: next }),
    refresh: [appKey(appId, "followers")],
    onDone: (_, next) => {
      if (next) offerUndo(t("followers.blockedNow", { name: person.name }), () => block.mutate(false));
    },
  });
  const ask = () =>
    blocked
      ? block.mutate(false)
      : confirm({
          title: t("followers.blockTitle", { name: person.name }),
          text: t("followers.blockText"),
          action: t("followers.block"),
          run: () => block.mutateAsync(true),
        });
  return (
    <>
      <Tooltip title={t("followers.messages")}>
        <Link
          className="icon-link"
          to={`/apps/${appId}/messages/${openid}`}
          aria-label={t("followers.messagesOf", { name: person.name })}
        >
          <InboxIcon aria-hidden size={18} />
        </Link>
      </Tooltip>
      <Tooltip title={t("followers.remark")}>
        <Button
          type="text"
          size="small"
          aria-label={t("followers.remarkOf", { name: person.name })}
          icon={<EditIcon aria-hidden size={18} />}
          onClick={onRename}
        />
      </Tooltip>
      <Tooltip title={t(blocked ? "followers.unblock" : "followers.block")}>
        <Button
          type="text"
          size="small"
          danger={!blocked}
          loading={block.isPending}
          aria-label={t(blocked ? "followers.unblockOf" : "followers.blockOf", { name: person.name })}
          icon={<BlockIcon aria-hidden size={18} />}
          onClick={ask}
        />
      </Tooltip>
    </>
  );
}

/** For how long this person may still be answered. */
export function WindowChip({ until }: { until: string | null }) {
  const { t } = useWords();
  const units = useUnits();
  const now = useLaneSecond();
  const seconds = until === null ? 0 : (Date.parse(until) - now) / 1000;
  if (seconds <= 0) return <span className="mute">{t("followers.closed")}</span>;
  return (
    <Chip tone={seconds < 3_600 ? "bad" : seconds < 86_400 ? "warn" : "ok"} icon={ClockIcon}>
      {duration(seconds < 3_600 ? seconds : Math.floor(seconds / 60) * 60, units)}
    </Chip>
  );
}

type Named = Pick<Follower, "openid" | "remark" | "person">;

export function RemarkDialog({ appId, follower, onClose }: { appId: string; follower: Named; onClose: () => void }) {
  const { t } = useWords();
  const [remark, setRemark] = useState(follower.remark);
  const isTooLong = [...remark].length >= 30;
  const save = useAct({
    run: () => changeFollower(appId, follower.openid, { remark: remark.trim() }),
    refresh: [appKey(appId, "followers")],
    onDone: onClose,
  });
  return (
    <Modal
      open
      title={t("followers.remarkOf", { name: follower.person.name })}
      okText={t("action.save")}
      cancelText={t("action.cancel")}
      okButtonProps={{ loading: save.isPending, disabled: isTooLong }}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <Field
        label={t("followers.remark")}
        error={isTooLong ? t("errors.remark_too_long") : undefined}
        note={t("followers.remarkNote")}
      >
        <Input
          autoFocus
          value={remark}
          onChange={(event) => setRemark(event.target.value)}
          onPressEnter={() => !isTooLong && save.mutate()}
        />
      </Field>
    </Modal>
  );
}
