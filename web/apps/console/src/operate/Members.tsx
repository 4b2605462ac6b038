/** Everybody in a live instance, and the door that can be closed to one of them. */
import { Avatar, Chip } from "@hutong/ui";
import { Button } from "antd";
import { useState } from "react";
import { BlockIcon, WithdrawIcon } from "../icons";
import { Moment } from "../shared/Moment";
import { Paged } from "../shared/Paged";
import { SearchField } from "../shared/SearchField";
import { Empty } from "../shared/State";
import { Table } from "../shared/Table";
import { useAct } from "../shared/useAct";
import { useConfirm } from "../shared/useConfirm";
import { useUndo } from "../shared/useUndo";
import { useSettled } from "../shared/useSettled";
import { StandingButton } from "../pay/Standing";
import { Box, Page } from "../shell/Page";
import { useWords } from "../words";
import { membersKey, suspend, unsuspend, useMembers, withdrawOperator } from "./queries";
import type { Member } from "./queries";

export default function Members() {
  const { t } = useWords();
  const [sought, setSought] = useState("");
  const search = useSettled(sought.trim());
  const members = useMembers(search);
  const total = members.data?.pages[0]?.total;
  return (
    <Page title={t("nav.members")} chips={total !== undefined && <Chip>{t("followers.total", { count: total })}</Chip>}>
      <Box flush>
        <div className="toolbar">
          <SearchField label={t("members.search")} value={sought} onChange={setSought} />
        </div>
        <Paged
          asked={members}
          items={(page) => page.items}
          empty={<Empty title={t("followers.noneFound", { sought: search })} />}
        >
          {(items) => <MemberTable members={items} />}
        </Paged>
      </Box>
    </Page>
  );
}

function MemberTable({ members }: { members: Member[] }) {
  const { t } = useWords();
  return (
    <Table
      items={members}
      keyOf={({ id }) => id}
      columns={[
        {
          head: t("followers.who"),
          cell: ({ name, avatar_url: picture, operator, suspended_at: suspendedAt }) => (
            <span className="person">
              <Avatar shape="person" name={name} picture={picture} size={32} />
              <b className="el">{name}</b>
              {operator && <Chip tone="ok">{t("role.operator")}</Chip>}
              {suspendedAt !== null && (
                <Chip tone="bad" icon={BlockIcon}>
                  {t("members.suspended")}
                </Chip>
              )}
            </span>
          ),
        },
        { head: t("members.email"), cell: ({ email }) => email ?? <span className="mute">{t("fact.none")}</span> },
        { head: t("members.since"), cell: ({ created_at: at }) => at !== null && <Moment at={at} isWire /> },
      ]}
      actions={(member) => <Actions member={member} />}
    />
  );
}

function Actions({ member }: { member: Member }) {
  const { t } = useWords();
  const confirm = useConfirm();
  const offerUndo = useUndo();
  const { id, name, suspended_at: suspendedAt, operator } = member;
  const isSuspended = suspendedAt !== null;
  const change = useAct({
    run: () => (isSuspended ? unsuspend(id) : suspend(id)),
    refresh: [membersKey],
    onDone: () => {
      if (!isSuspended) offerUndo(t("members.suspendedNow", { name }), () => back.mutate());
    },
  });
  const back = useAct({ run: () => unsuspend(id), refresh: [membersKey] });
  const withdraw = useAct({ run: () => withdrawOperator(id), refresh: [membersKey], done: t("members.withdrawn", { name }) });
  const ask = () =>
    isSuspended
      ? change.mutate()
      : confirm({
          title: t("members.suspendTitle", { name }),
          text: t("members.suspendText"),
          action: t("members.suspend"),
          run: () => change.mutateAsync(),
        });
  return (
    <>
      <StandingButton personId={id} name={name} />
      {operator && (
        <Button
          size="small"
          loading={withdraw.isPending}
          icon={<WithdrawIcon aria-hidden size={16} />}
          onClick={() =>
            confirm({
              title: t("members.withdrawTitle", { name }),
              text: t("members.withdrawText"),
              action: t("members.withdraw"),
              run: () => withdraw.mutateAsync(),
            })
          }
        >
          {t("members.withdraw")}
        </Button>
      )}
      {!operator && (
        <Button size="small" loading={change.isPending} onClick={ask}>
          {t(isSuspended ? "members.letIn" : "members.suspend")}
        </Button>
      )}
    </>
  );
}
