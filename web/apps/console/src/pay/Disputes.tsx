/** Disputes that wait for the operator's word: how much goes back, and why. */
import { amountText, fenOf, typedAmount, yuan } from "@hutong/ui/money";
import { Button, Input, Modal, Segmented } from "antd";
import { useState } from "react";
import { Field } from "../shared/Field";
import { Paged } from "../shared/Paged";
import { Empty } from "../shared/State";
import { useAct } from "../shared/useAct";
import { Page } from "../shell/Page";
import { useWords } from "../words";
import { ComplaintChip } from "./chips";
import { Story } from "./Complaints";
import { decideDispute, disputesKey, useDisputes } from "./queries";
import type { ComplaintDetail } from "./types";

type Shown = "open" | "processed";

export default function Disputes() {
  const { t } = useWords();
  const [shown, show] = useState<Shown>("open");
  const [chosen, choose] = useState<ComplaintDetail | null>(null);
  const disputes = useDisputes(shown);
  return (
    <Page title={t("nav.disputes")}>
      <div className="toolbar toolbar--bare">
        <Segmented<Shown>
          value={shown}
          onChange={show}
          options={[
            { value: "open", label: t("disputes.open") },
            { value: "processed", label: t("disputes.done") },
          ]}
        />
      </div>
      <Paged
        asked={disputes}
        items={(page) => page.items}
        empty={
          <div className="box">
            <Empty title={t("disputes.empty")} text={t("disputes.emptyText")} />
          </div>
        }
      >
        {(items) => (
          <ul className="stack">
            {items.map((dispute) => (
              <li key={dispute.id}>
                <Story
                  complaint={dispute}
                  mchid={dispute.mchid}
                  head={
                    <div className="pay-dispute__head">
                      <ComplaintChip state={dispute.state} />
                      <span className="grow" />
                      {(dispute.state === "pending" || dispute.state === "processing") && (
                        <Button onClick={() => choose(dispute)}>{t("disputes.decide")}</Button>
                      )}
                    </div>
                  }
                />
              </li>
            ))}
          </ul>
        )}
      </Paged>
      {chosen !== null && <Decision dispute={chosen} onClose={() => choose(null)} />}
    </Page>
  );
}

function Decision({ dispute, onClose }: { dispute: ComplaintDetail; onClose: () => void }) {
  const { t } = useWords();
  const [amount, setAmount] = useState(amountText(dispute.amount_fen));
  const [words, setWords] = useState("");
  const fen = fenOf(amount);
  const isFine = fen !== null && fen <= dispute.amount_fen;
  const decide = useAct({
    run: () => decideDispute(dispute.id, { refund_fen: fen ?? 0, words: words.trim() }),
    refresh: [disputesKey],
    done: t("disputes.decided"),
    onDone: onClose,
  });
  return (
    <Modal
      open
      title={t("disputes.decide")}
      okText={fen === 0 ? t("disputes.nothing") : t("disputes.giveBack", { amount: fen === null ? "…" : yuan(fen) })}
      cancelText={t("action.cancel")}
      okButtonProps={{ loading: decide.isPending, disabled: !isFine || words.trim() === "" }}
      onOk={() => decide.mutate()}
      onCancel={onClose}
    >
      <Field
        label={t("disputes.amount")}
        note={t("disputes.amountNote", { amount: yuan(dispute.amount_fen) })}
        error={isFine ? undefined : t("refunds.atMost", { amount: yuan(dispute.amount_fen) })}
      >
        <Input
          autoFocus
          prefix="¥"
          inputMode="decimal"
          value={amount}
          onChange={(event) => setAmount(typedAmount(event.target.value, amount))}
        />
      </Field>
      <Field label={t("disputes.words")} note={t("disputes.wordsNote")}>
        <Input.TextArea maxLength={200} value={words} onChange={(event) => setWords(event.target.value)} />
      </Field>
    </Modal>
  );
}
