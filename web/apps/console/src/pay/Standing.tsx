/** Whether a person has shown who they are, which an operator notes; it raises what they may spend. */
import { Button, Modal, Switch } from "antd";
import { useState } from "react";
import { Fact } from "../shared/Copy";
import { Answer } from "../shared/State";
import { useAct } from "../shared/useAct";
import { useWords } from "../words";
import { noteVerified, standingKey, useStanding } from "./queries";

export function StandingButton({ personId, name }: { personId: string; name: string }) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t("standing.open")}
      </Button>
      {isOpen && <StandingDialog personId={personId} name={name} onClose={() => setOpen(false)} />}
    </>
  );
}

function StandingDialog({ personId, name, onClose }: { personId: string; name: string; onClose: () => void }) {
  const { t } = useWords();
  const standing = useStanding(personId);
  const note = useAct({
    run: (isVerified: boolean) => noteVerified(personId, isVerified),
    refresh: [standingKey(personId)],
  });
  return (
    <Modal
      open
      title={t("standing.title", { name })}
      footer={<Button onClick={onClose}>{t("action.close")}</Button>}
      onCancel={onClose}
    >
      <Answer asked={standing} rows={2}>
        {(wallet) => (
          <dl className="facts">
            <Fact
              label={t("standing.verified")}
              actions={
                <Switch
                  aria-label={t("standing.verified")}
                  checked={wallet.is_verified}
                  loading={note.isPending}
                  onChange={(next) => note.mutate(next)}
                />
              }
            >
              <span className="mute">{t("standing.note")}</span>
            </Fact>
            <Fact label={t("standing.frozen")}>{t(wallet.is_frozen ? "standing.yes" : "standing.no")}</Fact>
          </dl>
        )}
      </Answer>
    </Modal>
  );
}
