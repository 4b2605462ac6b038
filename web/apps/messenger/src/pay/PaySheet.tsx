import type { ApiError, CouponOffer, Means, MeansView, PayReceipt } from "@hutong/api";
import { Avatar, Button } from "@hutong/ui";
import { CheckIcon, ForwardIcon, TicketIcon, WarningIcon } from "@hutong/ui/icons";
import { yuan } from "@hutong/ui/money";
import { useState } from "react";
import { preferences } from "../app/preferences";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { Amount } from "./Amount";
import { CouponList } from "./CouponList";
import { MeansGlyph, MeansList, useMeansWords } from "./MeansList";
import { MoneyFrame } from "./MoneyFrame";
import { PasswordStep } from "./PasswordStep";
import { Checking, PaidResult, RefusedResult } from "./Results";
import { ReadAloud } from "./ReadAloud";
import { dueFen } from "./paying";
import { usePaying } from "./usePaying";

export interface Bill {
  payee: { name: string; picture: string | null; shape: "person" | "place" };
  title: string;
  originalFen: number;
  coupons: CouponOffer[];
  means: MeansView[];
  needsPassword: boolean;
}

export interface Choice {
  means: Means;
  couponIds: string[];
  password: string | null;
  requestId: string;
}

export type Paid = Pick<PayReceipt, "amount_fen" | "means_label" | "return_url">;

interface PaySheetProps {
  bill: Bill;
  onPay: (choice: Choice) => Promise<Paid>;
  /** Closed without having paid. */
  onClose: () => void;
  onDone: (paid: Paid) => void;
}

/** Who gets how much, from what, and the person's word for it: the same sheet for every way in. */
export function PaySheet({ bill, onPay, onClose, onDone }: PaySheetProps) {
  const { t } = useWords();
  const words = useMeansWords();
  const { stage, send, confirm, askAnew } = usePaying<Paid>();
  const [means, setMeans] = useState<MeansView | null>(() => bill.means.find((one) => one.usable) ?? null);
  const [coupons, setCoupons] = useState<ReadonlySet<string>>(() => new Set(bill.coupons.filter((one) => one.chosen).map((one) => one.id)));
  const [page, setPage] = useState<"sheet" | "means" | "coupons">("sheet");
  const [password, setPassword] = useState<string | null>(null);
  // A payment that went without may still be asked for, when the day's number of those is used up.
  const [asksPassword, setAsksPassword] = useState(bill.needsPassword);
  if (stage.is === "asking" && stage.refusal?.code === "payment_password_needed" && !asksPassword) setAsksPassword(true);
  const due = dueFen(bill.originalFen, bill.coupons, coupons);
  const sentence = t("pay.sentence", { amount: yuan(due), name: bill.payee.name });

  const pay = (typed: string | null) => {
    if (!means) return;
    send((requestId) => onPay({ means: { kind: means.kind, id: means.id }, couponIds: [...coupons], password: typed, requestId }));
  };
  const settle = (typed: string | null) => {
    // Whoever asked for care hears once more what will happen.
    if (!preferences.care()) return pay(typed);
    setPassword(typed);
    confirm();
  };

  if (stage.is === "paid") {
    return (
      <MoneyFrame label={t("pay.paidTitle")} onClose={() => onDone(stage.receipt)}>
        <PaidResult sentence={t("pay.paid", { amount: yuan(stage.receipt.amount_fen), name: bill.payee.name })} fen={stage.receipt.amount_fen} means={means ? words.name(means) : stage.receipt.means_label} returnUrl={stage.receipt.return_url} onDone={() => onDone(stage.receipt)} />
      </MoneyFrame>
    );
  }
  if (stage.is === "refused") {
    return (
      <MoneyFrame label={t("pay.refusedTitle")} onClose={onClose}>
        <RefusedResult error={stage.error} onAgain={askAnew} onClose={onClose} />
      </MoneyFrame>
    );
  }
  if (stage.is === "checking") {
    return (
      <MoneyFrame label={t("pay.checkingTitle")} onClose={null}>
        <Checking what={sentence} />
      </MoneyFrame>
    );
  }
  if (page === "means") {
    return (
      <MoneyFrame label={t("means.title")} onClose={() => setPage("sheet")}>
        <div className="money-body">
          <h2 className="money-title">{t("means.title")}</h2>
          <MeansList
            items={bill.means}
            chosen={means}
            onChoose={(one) => {
              setMeans(one);
              setPage("sheet");
            }}
          />
        </div>
      </MoneyFrame>
    );
  }
  if (page === "coupons") {
    return (
      <MoneyFrame label={t("pay.coupons")} onClose={() => setPage("sheet")}>
        <CouponList offers={bill.coupons} chosen={coupons} onChange={setCoupons} onDone={() => setPage("sheet")} />
      </MoneyFrame>
    );
  }
  const isBusy = stage.is === "sending";
  return (
    <MoneyFrame label={sentence} onClose={isBusy ? null : onClose}>
      <div className="money-body">
        <p className="payee">
          <Avatar shape={bill.payee.shape} name={bill.payee.name} picture={bill.payee.picture} size={32} colour="kiln" />
          <span>{bill.payee.name}</span>
        </p>
        <p className="money-amount">
          <Amount fen={due} size="large" />
          {due !== bill.originalFen && (
            <s>
              <span className="sr">{t("pay.before")} </span>
              {yuan(bill.originalFen)}
            </s>
          )}
        </p>
        {bill.title && <p className="money-what">{bill.title}</p>}
        <div className="money-choices">
          <MeansRow means={means} onOpen={() => setPage("means")} isBusy={isBusy} />
          {bill.coupons.length > 0 && (
            <button type="button" className="means-row" disabled={isBusy} onClick={() => setPage("coupons")}>
              <span className="means-glyph means-glyph-coupon">
                <TicketIcon weight="fill" aria-hidden="true" />
              </span>
              <span className="means-words">
                <b>{t("pay.coupons")}</b>
                <small>{coupons.size > 0 ? t("pay.off", { amount: yuan(bill.originalFen - due) }) : t("pay.noCoupon", { count: bill.coupons.length })}</small>
              </span>
              <ForwardIcon className="row-mark" aria-hidden="true" />
            </button>
          )}
        </div>
        <Word asksPassword={asksPassword} stage={stage} means={means} due={due} sentence={sentence} password={password} onSettle={settle} onPay={pay} onBack={askAnew} />
      </div>
    </MoneyFrame>
  );
}

function MeansRow({ means, onOpen, isBusy }: { means: MeansView | null; onOpen: () => void; isBusy: boolean }) {
  const { t } = useWords();
  const words = useMeansWords();
  return (
    <button type="button" className="means-row" disabled={isBusy} onClick={onOpen}>
      {means && <MeansGlyph means={means} />}
      <span className="means-words">
        <b>{means ? words.name(means) : t("means.none")}</b>
        <small>{means ? words.note(means) : t("means.noneHelp")}</small>
      </span>
      <ForwardIcon className="row-mark" aria-hidden="true" />
    </button>
  );
}

interface WordProps {
  asksPassword: boolean;
  stage: { is: "asking"; refusal: ApiError | null } | { is: "confirming" } | { is: "sending" };
  means: MeansView | null;
  due: number;
  sentence: string;
  password: string | null;
  onSettle: (password: string | null) => void;
  onPay: (password: string | null) => void;
  onBack: () => void;
}

/** The person's word: six digits, a button where no password is asked for, or once more a yes. */
function Word({ asksPassword, stage, means, due, sentence, password, onSettle, onPay, onBack }: WordProps) {
  const { t } = useWords();
  const wordsFor = useErrorWords();
  const problem = stage.is === "asking" && stage.refusal ? wordsFor(stage.refusal) : null;
  if (stage.is === "confirming") {
    return (
      <div className="money-confirm">
        <ReadAloud text={sentence} />
        <p>{sentence}</p>
        <Button look="door" icon={CheckIcon} wide autoFocus onClick={() => onPay(password)}>
          {t("pay.do", { amount: yuan(due) })}
        </Button>
        <Button look="soft" wide onClick={onBack}>
          {t("app.back")}
        </Button>
      </div>
    );
  }
  const isBusy = stage.is === "sending";
  if (!means) return null;
  if (asksPassword) return <PasswordStep label={t("pay.password")} problem={problem} isBusy={isBusy} onWhole={onSettle} />;
  return (
    <div className="money-confirm">
      {problem && (
        <p className="field-error" role="alert">
          <WarningIcon weight="bold" aria-hidden="true" />
          {problem}
        </p>
      )}
      <Button look="door" busy={isBusy} wide autoFocus onClick={() => onSettle(null)}>
        {t("pay.do", { amount: yuan(due) })}
      </Button>
      <p className="page-note">{t("pay.noPassword")}</p>
    </div>
  );
}
