/** Everybody in a live instance, and the door that can be closed to one of them. */
import { Avatar, Chip } from "@hutong/ui";
import { Button } from "antd";
import { useState } from "react";
import { BlockIcon, WithdrawIcon } from "../icons";
import { Moment } from "../shared/Moment";
import { Paged } from "../shared/Paged";
import { SearchField } from "../shared/SearchField";
import { Empty } from "../shared/State";
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
          {(items) => (
            <table className="table">
              <thead>
                <tr>
                  <th>{t("followers.who")}</th>
                  <th>{t("members.email")}</th>
                  <th>{t("members.since")}</th>
                  <th>
                    <span className="sr">{t("action.actions")}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {items.map((member) => (
                  <MemberRow key={member.id} member={member} />
                ))}
              </tbody>
            </table>
          )}
        </Paged>
      </Box>
    </Page>
  );
}

function MemberRow({ member }: { member: Member }) {
  const { t } = useWords();
  const confirm = useConfirm();
  const offerUndo = useUndo();
  const { id, name, email, created_at: createdAt, suspended_at: suspendedAt, operator } = member;
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
    <tr>
      <td data-label="">
        <span className="person">
          <Avatar shape="person" name={name} picture={member.avatar_url} size={32} />
          <b className="el">{name}</b>
          {operator && <Chip tone="ok">{t("role.operator")}</Chip>}
          {isSuspended && (
            <Chip tone="bad" icon={BlockIcon}>
              {t("members.suspended")}
            </Chip>
          )}
        </span>
      </td>
      <td data-label={t("members.email")}>{email ?? <span className="mute">{t("fact.none")}</span>}</td>
      <td data-label={t("members.since")}>{createdAt !== null && <Moment at={createdAt} isWire />}</td>
      <td>
        <span className="table__do">
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
        </span>
      </td>
    </tr>
  );
}
