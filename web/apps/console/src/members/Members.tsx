/** Who works on the account, and in which role. */
import { Avatar, Chip } from "@hutong/ui";
import { Button, Select, Tooltip } from "antd";
import { useState } from "react";
import { appKey, useAppId } from "../apps/queries";
import { PlusIcon, RemoveIcon } from "../icons";
import { Moment } from "../shared/Moment";
import { Answer, Empty } from "../shared/State";
import { Table } from "../shared/Table";
import { useAct } from "../shared/useAct";
import { useConfirm } from "../shared/useConfirm";
import { Box, Page } from "../shell/Page";
import { useWords } from "../words";
import { Invite } from "./Invite";
import { inviteMember, removeMember, useMembers } from "./queries";
import type { Member, Members as Told, Role } from "./types";
import "./members.css";

export default function Members() {
  const { t } = useWords();
  const appId = useAppId();
  const members = useMembers(appId);
  const [isInviting, setInviting] = useState(false);
  const invite = (
    <Button type="primary" icon={<PlusIcon aria-hidden weight="bold" />} onClick={() => setInviting(true)}>
      {t("staff.invite")}
    </Button>
  );
  return (
    <Page title={t("nav.staff")} door={members.data && members.data.items.length > 0 ? invite : undefined}>
      <Answer asked={members}>
        {(told) => (
          <div className="stack">
            <Box flush>
              {told.items.length === 0 ? (
                <Empty title={t("staff.empty")} text={t("staff.emptyText")}>
                  {invite}
                </Empty>
              ) : (
                <MemberTable appId={appId} told={told} />
              )}
            </Box>
            <Roles told={told} />
            {isInviting && (
              <Invite
                appId={appId}
                roles={told.roles.map((one) => one.role)}
                there={told.items.map((member) => member.openid)}
                onClose={() => setInviting(false)}
              />
            )}
          </div>
        )}
      </Answer>
    </Page>
  );
}

function MemberTable({ appId, told }: { appId: string; told: Told }) {
  const { t } = useWords();
  const roles = told.roles.map((one) => one.role);
  return (
    <Table
      items={told.items}
      keyOf={(member) => member.openid}
      columns={[
        {
          head: t("staff.who"),
          cell: ({ person }) => (
            <span className="person">
              <Avatar shape="person" name={person.name} picture={person.avatar_url} size={32} />
              <b className="el">{person.name}</b>
            </span>
          ),
        },
        { head: t("staff.role"), cell: (member) => <RoleChoice appId={appId} member={member} roles={roles} /> },
        {
          head: t("staff.since"),
          cell: ({ accepted_at: accepted }) =>
            accepted === null ? <Chip tone="warn">{t("staff.asked")}</Chip> : <Moment at={accepted} />,
        },
      ]}
      actions={(member) => <RemoveButton appId={appId} member={member} />}
    />
  );
}

function RoleChoice({ appId, member, roles }: { appId: string; member: Member; roles: Role[] }) {
  const { t } = useWords();
  const change = useAct({
    run: (role: Role) => inviteMember(appId, member.openid, role),
    refresh: [appKey(appId, "members")],
  });
  return (
    <Select
      className="staff__role"
      aria-label={t("staff.roleOf", { name: member.person.name })}
      value={member.role}
      loading={change.isPending}
      options={roles.map((role) => ({ value: role, label: t(`staff.roles.${role}`) }))}
      onChange={(role) => change.mutate(role)}
    />
  );
}

function RemoveButton({ appId, member: { person, openid } }: { appId: string; member: Member }) {
  const { t } = useWords();
  const confirm = useConfirm();
  const remove = useAct({ run: () => removeMember(appId, openid), refresh: [appKey(appId, "members")] });
  return (
    <Tooltip title={t("staff.remove")}>
      <Button
        type="text"
        size="small"
        danger
        loading={remove.isPending}
        aria-label={t("staff.removeOf", { name: person.name })}
        icon={<RemoveIcon aria-hidden size={18} />}
        onClick={() =>
          confirm({
            title: t("staff.removeTitle", { name: person.name }),
            text: t("staff.removeText"),
            action: t("staff.remove"),
            run: () => remove.mutateAsync(),
          })
        }
      />
    </Tooltip>
  );
}

/** What may be done in each role, in words. */
function Roles({ told }: { told: Told }) {
  const { t } = useWords();
  return (
    <Box title={t("staff.rolesTitle")}>
      <dl className="facts">
        {told.roles.map(({ role, duties }) => (
          <div className="fact" key={role}>
            <dt>{t(`staff.roles.${role}`)}</dt>
            <dd>{duties.map((duty) => t(`staff.duty.${duty}`)).join(t("staff.and"))}</dd>
          </div>
        ))}
      </dl>
      <p className="note">{t("staff.ownerNote")}</p>
    </Box>
  );
}
