/** Accounts that wait to be verified: for whoever runs the place. */
import { Button, Input, Modal } from "antd";
import { useState } from "react";
import { Moment } from "../shared/Moment";
import { Answer, Empty } from "../shared/State";
import { Field } from "../shared/Field";
import { useAct } from "../shared/useAct";
import { Box, Page } from "../shell/Page";
import { useWords } from "../words";
import { decideVerification, useWaitingVerifications, verificationsKey } from "./queries";
import type { WaitingVerification } from "./types";

export default function Verifications() {
  const { t } = useWords();
  const waiting = useWaitingVerifications();
  const [refused, setRefused] = useState<WaitingVerification | null>(null);
  return (
    <Page title={t("nav.verifications")}>
      <Box flush>
        <Answer asked={waiting}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t("verification.nobody")} text={t("verification.nobodyText")} />
            ) : (
              <table className="table">
                <thead>
                  <tr>
                    <th>{t("verification.account")}</th>
                    <th>{t("fact.owner")}</th>
                    <th>{t("fact.licence")}</th>
                    <th>{t("verification.askedAt")}</th>
                    <th>
                      <span className="sr">{t("action.actions")}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((one) => (
                    <WaitingRow key={one.app_id} waiting={one} onRefuse={() => setRefused(one)} />
                  ))}
                </tbody>
              </table>
            )
          }
        </Answer>
      </Box>
      {refused !== null && <Refusal waiting={refused} onClose={() => setRefused(null)} />}
    </Page>
  );
}

function WaitingRow({ waiting, onRefuse }: { waiting: WaitingVerification; onRefuse: () => void }) {
  const { t } = useWords();
  const grant = useAct({ run: () => decideVerification(waiting.app_id, true), refresh: [verificationsKey] });
  return (
    <tr>
      <td data-label="">
        <b className="el">{waiting.name}</b>
      </td>
      <td data-label={t("fact.owner")}>{waiting.owner_name}</td>
      <td data-label={t("fact.licence")}>
        <code>{waiting.owner_licence_number ?? t("fact.none")}</code>
      </td>
      <td data-label={t("verification.askedAt")}>
        <Moment at={waiting.asked_at} />
      </td>
      <td>
        <span className="table__do">
          <Button size="small" onClick={onRefuse}>
            {t("verification.refuse")}
          </Button>
          <Button size="small" loading={grant.isPending} onClick={() => grant.mutate()}>
            {t("verification.grant")}
          </Button>
        </span>
      </td>
    </tr>
  );
}

function Refusal({ waiting, onClose }: { waiting: WaitingVerification; onClose: () => void }) {
  const { t } = useWords();
  const [reason, setReason] = useState("");
  const refuse = useAct({
    run: () => decideVerification(waiting.app_id, false, reason.trim()),
    refresh: [verificationsKey],
    onDone: onClose,
  });
  return (
    <Modal
      open
      title={t("verification.refuseTitle", { name: waiting.name })}
      okText={t("verification.refuse")}
      cancelText={t("action.cancel")}
      okButtonProps={{ disabled: reason.trim() === "", loading: refuse.isPending }}
      onOk={() => refuse.mutate()}
      onCancel={onClose}
    >
      <Field label={t("verification.reason")} note={t("verification.reasonNote")}>
        <Input.TextArea
          autoFocus
          maxLength={200}
          autoSize={{ minRows: 2 }}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
    </Modal>
  );
}
