/** Who works on the account, and in which role. */
import { Avatar, Chip } from "@hutong/ui";
import { Button, Select, Tooltip } from "antd";
import { useState } from "react";
import { appKey, useAppId } from "../apps/queries";
import { PlusIcon, RemoveIcon } from "../icons";
import { Moment } from "../shared/Moment";
import { Answer, Empty } from "../shared/State";
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
  return (
    <table className="table">
      <thead>
        <tr>
          <th>{t("staff.who")}</th>
          <th>{t("staff.role")}</th>
          <th>{t("staff.since")}</th>
          <th>
            <span className="sr">{t("action.actions")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {told.items.map((member) => (
          <MemberRow key={member.openid} appId={appId} member={member} roles={told.roles.map((one) => one.role)} />
        ))}
      </tbody>
    </table>
  );
}

function MemberRow({ appId, member, roles }: { appId: string; member: Member; roles: Role[] }) {
  const { t } = useWords();
  const confirm = useConfirm();
  const { person, openid, accepted_at: accepted } = member;
  const refresh = [appKey(appId, "members")];
  const change = useAct({ run: (role: Role) => inviteMember(appId, openid, role), refresh });
  const remove = useAct({ run: () => removeMember(appId, openid), refresh });
  return (
    <tr>
      <td data-label="">
        <span className="person">
          <Avatar shape="person" name={person.name} picture={person.avatar_url} size={32} />
          <b className="el">{person.name}</b>
        </span>
      </td>
      <td data-label={t("staff.role")}>
        <Select
          className="staff__role"
          aria-label={t("staff.roleOf", { name: person.name })}
          value={member.role}
          loading={change.isPending}
          options={roles.map((role) => ({ value: role, label: t(`staff.roles.${role}`) }))}
          onChange={(role) => change.mutate(role)}
        />
      </td>
      <td data-label={t("staff.since")}>
        {accepted === null ? <Chip tone="warn">{t("staff.asked")}</Chip> : <Moment at={accepted} />}
      </td>
      <td>
        <span className="table__do">
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
        </span>
      </td>
    </tr>
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
