/** Whether the account is verified, until when, what it opens, and paying for it. */
import { Chip } from "@hutong/ui";
import { Button, Input, Modal } from "antd";
import { useState } from "react";
import { appKey, appsKey } from "../apps/queries";
import { VerifiedIcon } from "../icons";
import { Field } from "../shared/Field";
import { exact } from "../shared/Moment";
import { Answer } from "../shared/State";
import { useAct } from "../shared/useAct";
import { Box } from "../shell/Page";
import { useWords } from "../words";
import { askVerification, useVerification } from "./queries";
import type { Verification } from "./types";

export function VerificationBox({ appId }: { appId: string }) {
  const { t } = useWords();
  const verification = useVerification(appId);
  const [isAsking, setAsking] = useState(false);
  return (
    <Box title={t("verification.title")} more={verification.data && <StateChip told={verification.data} />}>
      <Answer asked={verification}>
        {(told) => (
          <div className="stack">
            <Sentence told={told} />
            {told.lost.length > 0 && (
              <p className="mute">
                {t(told.verified ? "verification.wouldClose" : "verification.opens")}{" "}
                {told.lost.map((one) => t(`permission.${one}`)).join(t("staff.and"))}
              </p>
            )}
            {told.may_ask && (
              <div>
                <Button onClick={() => setAsking(true)}>
                  {t(told.verified ? "verification.renew" : "verification.ask", { price: yuan(told.fee_fen) })}
                </Button>
              </div>
            )}
            {isAsking && <Pay appId={appId} told={told} onClose={() => setAsking(false)} />}
          </div>
        )}
      </Answer>
    </Box>
  );
}

function StateChip({ told }: { told: Verification }) {
  const { t } = useWords();
  if (told.verified)
    return (
      <Chip tone="ok" icon={VerifiedIcon}>
        {t("app.verified")}
      </Chip>
    );
  if (told.state === "waiting") return <Chip tone="warn">{t("verification.waiting")}</Chip>;
  return null;
}

function Sentence({ told }: { told: Verification }) {
  const { t, language } = useWords();
  if (told.verified && told.expires_at === null) return <p>{t("verification.forEver")}</p>;
  if (told.verified && told.expires_at !== null)
    return <p>{t("verification.until", { at: exact(told.expires_at, language) })}</p>;
  const price = yuan(told.fee_fen);
  if (told.state === "waiting") return <p>{t("verification.waitingText")}</p>;
  if (told.state === "refused") return <p>{t("verification.refused", { reason: told.reason })}</p>;
  if (told.state === "lapsed") return <p>{t("verification.lapsed", { price, days: told.valid_days })}</p>;
  return <p>{t("verification.none", { price, days: told.valid_days })}</p>;
}

function Pay({ appId, told, onClose }: { appId: string; told: Verification; onClose: () => void }) {
  const { t } = useWords();
  const [password, setPassword] = useState("");
  const isReady = !told.needs_password || /^\d{6}$/.test(password);
  const pay = useAct({
    run: () => askVerification(appId, told.needs_password ? password : null),
    refresh: [appKey(appId, "verification"), appKey(appId, "permissions"), appKey(appId), appsKey],
    onDone: onClose,
    onRefused: () => {
      setPassword("");
      return false;
    },
  });
  return (
    <Modal
      open
      title={t("verification.payTitle", { price: yuan(told.fee_fen) })}
      okText={t("verification.pay", { price: yuan(told.fee_fen) })}
      cancelText={t("action.cancel")}
      okButtonProps={{ disabled: !isReady, loading: pay.isPending }}
      onOk={() => pay.mutate()}
      onCancel={onClose}
    >
      <p>{t(told.needs_password ? "verification.payText" : "verification.labPays", { days: told.valid_days })}</p>
      {told.needs_password && (
        <Field label={t("verification.password")}>
          <Input.Password
            autoFocus
            inputMode="numeric"
            autoComplete="off"
            maxLength={6}
            value={password}
            onChange={(event) => setPassword(event.target.value.replace(/\D/g, ""))}
            onPressEnter={() => isReady && pay.mutate()}
          />
        </Field>
      )}
    </Modal>
  );
}

function yuan(fen: number): string {
  return `¥${(fen / 100).toFixed(2)}`;
}
