import type { DeskRequest, Wallet } from "@hutong/api";
import { Button, Chip, Field } from "@hutong/ui";
import { fenOf, yuan } from "@hutong/ui/money";
import { useState, type FormEvent } from "react";
import { useSelf } from "../app/session";
import { fullTime } from "../app/time";
import { useSay } from "../app/toasts";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { AmountField } from "../pay/AmountField";
import { PasswordSheet } from "../pay/PasswordSheet";
import { withdrawalFee } from "./fees";
import { useMoneyAnswer } from "./useWallet";

const NOTE_LETTERS = 200;

/** Where money is real, the operator's desk takes it in and pays it out: what is asked of it, and how that stands. */
export function DeskForm({ way, wallet }: { way: "topUp" | "withdraw"; wallet: Wallet }) {
  const { t } = useWords();
  const { api } = useSelf();
  const [text, setText] = useState("");
  const [note, setNote] = useState("");
  const [isAsking, setAsking] = useState(false);
  const requests = useMoneyAnswer("desk requests", () => api.money.deskRequests());
  const fen = fenOf(text) ?? 0;
  const fee = way === "withdraw" ? withdrawalFee(fen, wallet.free_withdrawal_left_fen) : 0;
  const isShort = way === "withdraw" && fen + fee > wallet.available_fen;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (fen > 0 && !isShort && note.trim() !== "") setAsking(true);
  };
  return (
    <>
      <p className="page-note">{t(`desk.${way}Help`)}</p>
      <form className="form card-form" onSubmit={submit}>
        <AmountField label={t("amount.label")} value={text} onChange={setText} isLarge autoFocus error={isShort ? t("move.balanceShort", { amount: yuan(wallet.available_fen) }) : null} />
        {way === "withdraw" && fen > 0 && <p className="move-fee">{fee === 0 ? t("move.noFee") : t("move.feeIs", { fee: yuan(fee) })}</p>}
        <Field label={t(`desk.${way}Note`)} value={note} maxLength={NOTE_LETTERS} required onChange={(event) => setNote(event.target.value)} />
        <Button look="door" type="submit" wide disabled={fen === 0 || isShort || note.trim() === ""}>
          {t("desk.ask")}
        </Button>
      </form>
      {requests.state === "here" && requests.value.items.length > 0 && (
        <ul className="card-rows" aria-label={t("desk.requests")}>
          {requests.value.items.map((request) => (
            <Row key={request.id} request={request} again={requests.again} />
          ))}
        </ul>
      )}
      {isAsking && (
        <PasswordSheet
          title={t(`move.${way}`)}
          fen={fen}
          done={t("desk.asked")}
          onPassword={(password, request_id) => {
            const order = { amount_fen: fen, card_id: null, note: note.trim(), password, request_id };
            return way === "topUp" ? api.money.topUp(order) : api.money.withdraw(order);
          }}
          onClose={() => setAsking(false)}
          onDone={() => {
            setAsking(false);
            setText("");
            requests.again();
          }}
        />
      )}
    </>
  );
}

function Row({ request, again }: { request: DeskRequest; again: () => void }) {
  const { t, has, language } = useWords();
  const { api } = useSelf();
  const say = useSay();
  const wordsFor = useErrorWords();
  const state = `desk.state.${request.state}`;
  const takeBack = async () => {
    try {
      await api.money.withdrawDeskRequest(request.id);
    } catch (error) {
      say(wordsFor(error));
    }
    again();
  };
  return (
    <li className="row desk-row">
      <span>
        <b className="num">{yuan(request.amount_fen)}</b> {t(request.kind === "top_up" ? "move.topUp" : "move.withdraw")}
        <small>{[fullTime(request.created_at, language), request.reason || request.note].filter(Boolean).join(" · ")}</small>
      </span>
      {request.state === "waiting" && (
        <Button look="plain" size="small" onClick={() => void takeBack()}>
          {t("desk.takeBack")}
        </Button>
      )}
      <Chip tone={request.state === "done" ? "ok" : "warn"}>{has(state) ? t(state) : request.state}</Chip>
    </li>
  );
}
