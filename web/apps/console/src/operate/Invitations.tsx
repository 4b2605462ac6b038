/** Who may come: one link for one newcomer, shown once. */
import { Chip } from "@hutong/ui";
import { Button, Input, Modal, Segmented } from "antd";
import { useState } from "react";
import { PlusIcon } from "../icons";
import { CopyTextButton } from "../shared/Copy";
import { Field } from "../shared/Field";
import { Moment } from "../shared/Moment";
import { Paged } from "../shared/Paged";
import { Empty } from "../shared/State";
import { useAct } from "../shared/useAct";
import { useConfirm } from "../shared/useConfirm";
import { Box, Page } from "../shell/Page";
import { useWords } from "../words";
import { invitationsKey, invite, revokeInvitation, useInvitations } from "./queries";
import type { Invitation, Role } from "./queries";

export default function Invitations() {
  const { t } = useWords();
  const invitations = useInvitations();
  const [isMaking, setMaking] = useState(false);
  return (
    <Page
      title={t("nav.invitations")}
      door={
        <Button type="primary" icon={<PlusIcon aria-hidden weight="bold" />} onClick={() => setMaking(true)}>
          {t("invitations.make")}
        </Button>
      }
    >
      <Box>
        <Paged
          asked={invitations}
          items={(page) => page.items}
          empty={<Empty title={t("invitations.empty")} text={t("invitations.emptyText")} />}
        >
          {(items) => (
            <ul className="rows">
              {items.map((invitation) => (
                <InvitationRow key={invitation.id} invitation={invitation} />
              ))}
            </ul>
          )}
        </Paged>
      </Box>
      {isMaking && <MakeInvitation onClose={() => setMaking(false)} />}
    </Page>
  );
}

function InvitationRow({ invitation }: { invitation: Invitation }) {
  const { t } = useWords();
  const confirm = useConfirm();
  const { state, note, role, used_by: usedBy, created_at: createdAt } = invitation;
  const revoke = useAct({ run: () => revokeInvitation(invitation.id), refresh: [invitationsKey] });
  return (
    <li className="row">
      <div className="grow">
        <b>{note === "" ? t(`role.${role}`) : note}</b>
        <span className="mute">
          {usedBy === null ? t(`role.${role}`) : usedBy.name} {createdAt !== null && <Moment at={createdAt} isWire />}
        </span>
      </div>
      <span className="row__end">
        <Chip tone={state === "open" ? "warn" : state === "used" ? "ok" : "plain"}>{t(`invitations.${state}`)}</Chip>
        {state === "open" && (
          <Button
            size="small"
            onClick={() =>
              confirm({
                title: t("invitations.revokeTitle"),
                text: t("invitations.revokeText"),
                action: t("invitations.revoke"),
                run: () => revoke.mutateAsync(),
              })
            }
          >
            {t("invitations.revoke")}
          </Button>
        )}
      </span>
    </li>
  );
}

function MakeInvitation({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const [role, setRole] = useState<Role>("member");
  const [note, setNote] = useState("");
  const make = useAct({ run: () => invite(role, note.trim()), refresh: [invitationsKey] });
  if (make.data !== undefined) {
    return (
      <Modal
        open
        title={t("invitations.ready")}
        onCancel={onClose}
        footer={<CopyTextButton text={make.data.url}>{t("invitations.copy")}</CopyTextButton>}
      >
        <p className="lead-note">{t("invitations.once")}</p>
        <code className="yes">{make.data.url}</code>
      </Modal>
    );
  }
  return (
    <Modal
      open
      title={t("invitations.make")}
      okText={t("invitations.makeLink")}
      cancelText={t("action.cancel")}
      okButtonProps={{ loading: make.isPending }}
      onOk={() => make.mutate()}
      onCancel={onClose}
    >
      <div className="field-box">
        <Segmented<Role>
          block
          aria-label={t("invitations.role")}
          value={role}
          options={(["member", "operator"] as const).map((one) => ({ value: one, label: t(`role.${one}`) }))}
          onChange={setRole}
        />
      </div>
      <Field label={t("invitations.note")} note={t("invitations.noteHelp")}>
        <Input autoFocus maxLength={80} value={note} onChange={(event) => setNote(event.target.value)} />
      </Field>
    </Modal>
  );
}
