/** Asking one of the followers to work on the account. */
import { Avatar } from "@hutong/ui";
import { Modal, Segmented, Select } from "antd";
import { useState } from "react";
import { appKey } from "../apps/queries";
import { useFollowers } from "../official/queries";
import { Field } from "../shared/Field";
import { useAct } from "../shared/useAct";
import { useSettled } from "../shared/useSettled";
import { useWords } from "../words";
import { inviteMember } from "./queries";
import type { Role } from "./types";

interface InviteProps {
  appId: string;
  roles: Role[];
  /** Who works on it already. */
  there: string[];
  onClose: () => void;
}

export function Invite({ appId, roles, there, onClose }: InviteProps) {
  const { t } = useWords();
  const [sought, setSought] = useState("");
  const [openid, setOpenid] = useState<string | null>(null);
  const [role, setRole] = useState<Role>("agent");
  const followers = useFollowers(appId, useSettled(sought.trim()), 20);
  const found = followers.data?.pages.flatMap((page) => page.items) ?? [];
  const invite = useAct({
    run: (who: string) => inviteMember(appId, who, role),
    refresh: [appKey(appId, "members")],
    onDone: onClose,
  });
  return (
    <Modal
      open
      title={t("staff.invite")}
      okText={t("staff.ask")}
      cancelText={t("action.cancel")}
      okButtonProps={{ disabled: openid === null, loading: invite.isPending }}
      onOk={() => openid !== null && invite.mutate(openid)}
      onCancel={onClose}
    >
      <div className="stack">
        <Field label={t("staff.who")} note={t("staff.whoNote")}>
          <Select
            showSearch={{ filterOption: false, onSearch: setSought }}
            className="wide"
            value={openid}
            placeholder={t("followers.search")}
            loading={followers.isFetching}
            notFoundContent={t("staff.nobodyFound")}
            options={found
              .filter((one) => !there.includes(one.openid))
              .map((one) => ({
                value: one.openid,
                label: (
                  <span className="inline">
                    <Avatar shape="person" name={one.person.name} picture={one.person.avatar_url} size={24} />
                    {one.remark === "" ? one.person.name : `${one.remark} (${one.person.name})`}
                  </span>
                ),
              }))}
            onChange={setOpenid}
          />
        </Field>
        <div className="field-box">
          <span id="staff-role">{t("staff.role")}</span>
          <Segmented
            block
            aria-labelledby="staff-role"
            value={role}
            options={roles.map((one) => ({ value: one, label: t(`staff.roles.${one}`) }))}
            onChange={setRole}
          />
          <p className="note">{t(`staff.roleText.${role}`)}</p>
        </div>
      </div>
    </Modal>
  );
}
