/** Accounts that wait to be verified: for whoever runs the place. */
import { Button, Input, Modal } from "antd";
import { useState } from "react";
import { Moment } from "../shared/Moment";
import { Answer, Empty } from "../shared/State";
import { Field } from "../shared/Field";
import { Table } from "../shared/Table";
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
              <Table
                items={items}
                keyOf={(one) => one.app_id}
                columns={[
                  { head: t("verification.account"), cell: (one) => <b className="el">{one.name}</b> },
                  { head: t("fact.owner"), cell: (one) => one.owner_name },
                  { head: t("fact.licence"), cell: (one) => <code>{one.owner_licence_number ?? t("fact.none")}</code> },
                  { head: t("verification.askedAt"), cell: (one) => <Moment at={one.asked_at} /> },
                ]}
                actions={(one) => <Decide waiting={one} onRefuse={() => setRefused(one)} />}
              />
            )
          }
        </Answer>
      </Box>
      {refused !== null && <Refusal waiting={refused} onClose={() => setRefused(null)} />}
    </Page>
  );
}

function Decide({ waiting, onRefuse }: { waiting: WaitingVerification; onRefuse: () => void }) {
  const { t } = useWords();
  const grant = useAct({ run: () => decideVerification(waiting.app_id, true), refresh: [verificationsKey] });
  return (
    <>
      <Button size="small" onClick={onRefuse}>
        {t("verification.refuse")}
      </Button>
      <Button size="small" loading={grant.isPending} onClick={() => grant.mutate()}>
        {t("verification.grant")}
      </Button>
    </>
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
