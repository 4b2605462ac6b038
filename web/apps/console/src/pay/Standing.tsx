/** What an operator decides about a person's wallet: whether they showed who they are, and whether it is stopped. */
import { Button, Input, Modal, Switch } from "antd";
import { useState } from "react";
import { Fact } from "../shared/Copy";
import { Answer } from "../shared/State";
import { useAct } from "../shared/useAct";
import { useWords } from "../words";
import { letWalletGo, noteVerified, standingKey, stopWallet, useStanding } from "./queries";
import type { Standing } from "./types";

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
            <Fact label={t("standing.stopped")}>
              <Stop personId={personId} wallet={wallet} />
            </Fact>
          </dl>
        )}
      </Answer>
    </Modal>
  );
}

function Stop({ personId, wallet }: { personId: string; wallet: Standing }) {
  const { t } = useWords();
  const [reason, setReason] = useState("");
  const refresh = [standingKey(personId)];
  const stop = useAct({ run: () => stopWallet(personId, reason), refresh });
  const letGo = useAct({ run: () => letWalletGo(personId), refresh });
  if (wallet.stopped_for !== null) {
    return (
      <div className="wallet-stop">
        <span>{t("standing.stoppedFor", { reason: wallet.stopped_for })}</span>
        <Button loading={letGo.isPending} onClick={() => letGo.mutate(undefined)}>
          {t("standing.letGo")}
        </Button>
      </div>
    );
  }
  return (
    <div className="wallet-stop">
      <span className="mute">{t("standing.stopHelp")}</span>
      <Input
        aria-label={t("standing.reason")}
        placeholder={t("standing.reason")}
        value={reason}
        maxLength={200}
        onChange={(event) => setReason(event.target.value)}
      />
      <Button danger disabled={reason.trim() === ""} loading={stop.isPending} onClick={() => stop.mutate(undefined)}>
        {t("standing.stop")}
      </Button>
    </div>
  );
}
