import type { ApiError, PaySheet as Sheet } from "@hutong/api";
import { Button } from "@hutong/ui";
import { WarningIcon } from "@hutong/ui/icons";
import { useState } from "react";
import { useSelf } from "../app/session";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { AmountStep } from "./AmountStep";
import { MoneyFrame } from "./MoneyFrame";
import { PaySheet } from "./PaySheet";
import type { Opened } from "./PaymentProvider";
import { PaySignWrong } from "./PaySignWrong";
import { GoButton } from "./GoButton";
import { nextStepOf } from "./problems";
import "./pay.css";

/** Left with a `problem` there never was a sheet to pay on. */
type End = { is: "paid"; returnUrl: string | null } | { is: "left"; problem?: string };

/** The sheet of a payment from elsewhere, or why there is none. */
export default function OpenPayment({ opened, onEnd }: { opened: Opened; onEnd: (end: End) => void }) {
  const { t } = useWords();
  const leave = () => onEnd({ is: "left", ...(opened.is === "problem" ? { problem: opened.error.code } : {}) });
  if (opened.is === "opening") {
    return (
      <MoneyFrame label={t("pay.opening")} onClose={leave}>
        <div className="money-body money-opening" role="status" aria-label={t("app.loading")}>
          <i className="skeleton-line" />
          <i className="skeleton-line" />
          <i className="skeleton-line" />
        </div>
      </MoneyFrame>
    );
  }
  if (opened.is === "problem") return <Problem error={opened.error} onClose={leave} />;
  return <Open sheet={opened.sheet} returnUrl={opened.returnUrl} onEnd={onEnd} />;
}

function Open({ sheet, returnUrl, onEnd }: { sheet: Sheet; returnUrl: string | null; onEnd: (end: End) => void }) {
  const { t } = useWords();
  const { api } = useSelf();
  const [typedFen, setTypedFen] = useState<number | null>(null);
  const { merchant } = sheet;
  const isPerson = sheet.kind === "person";
  const close = () => {
    // A till that waits for this person's word hears that it will not come.
    void api.money.refusePayment(sheet.sheet_id).catch(() => undefined);
    onEnd({ is: "left" });
  };
  const fen = sheet.amount_fen ?? typedFen;
  if (fen === null) {
    return (
      <MoneyFrame label={t("pay.howMuch", { name: merchant.name })} onClose={close}>
        <AmountStep title={t("pay.howMuch", { name: merchant.name })} action={t("pay.next")} onAmount={setTypedFen} />
      </MoneyFrame>
    );
  }
  return (
    <PaySheet
      bill={{
        payee: { name: merchant.name, picture: merchant.logo_url && api.mediaUrl(merchant.logo_url), shape: isPerson ? "person" : "place" },
        title: sheet.title,
        originalFen: sheet.amount_fen === null ? fen : sheet.original_fen,
        coupons: sheet.coupons,
        means: sheet.means,
        needsPassword: sheet.needs_password,
      }}
      onPay={async ({ means, couponIds, password, requestId }) => {
        const amount = sheet.amount_fen === null ? { amount_fen: fen } : {};
        const receipt = await api.money.pay(sheet.sheet_id, { means, coupon_ids: couponIds, password, request_id: requestId, ...amount });
        return { ...receipt, return_url: receipt.return_url ?? returnUrl };
      }}
      onClose={close}
      onDone={({ return_url }) => onEnd({ is: "paid", returnUrl: return_url })}
    />
  );
}

function Problem({ error, onClose }: { error: ApiError; onClose: () => void }) {
  const { t, has } = useWords();
  const wordsFor = useErrorWords();
  if (error.code === "pay_sign_wrong") return <PaySignWrong facts={error.params} onClose={onClose} />;
  const help = `payProblem.${error.code}`;
  const next = nextStepOf(error.code);
  return (
    <MoneyFrame label={t("pay.cannotOpen")} onClose={onClose}>
      <div className="money-body money-result">
        <WarningIcon weight="fill" className="result-refused" aria-hidden="true" />
        <div role="alert">
          <h2>{wordsFor(error)}</h2>
        </div>
        {has(help) && <p>{t(help)}</p>}
        {next?.to && (
          <GoButton look="door" to={next.to} onGo={onClose}>
            {t(next.word)}
          </GoButton>
        )}
        <Button look={next?.to ? "soft" : "door"} wide onClick={onClose}>
          {t("app.close")}
        </Button>
      </div>
    </MoneyFrame>
  );
}
