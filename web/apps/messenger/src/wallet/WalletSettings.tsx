import type { Wallet } from "@hutong/api";
import { Button, EmptyState, ListRow, Sheet, SkeletonRows } from "@hutong/ui";
import { ForwardIcon, FrozenIcon, KeyIcon, LimitsIcon } from "@hutong/ui/icons";
import { amountText, fenOf, yuan } from "@hutong/ui/money";
import { useState, type FormEvent } from "react";
import { Link } from "wouter";
import { useSelf } from "../app/session";
import { useSay } from "../app/toasts";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { AmountField } from "../pay/AmountField";
import { PasswordSheet } from "../pay/PasswordSheet";
import { PageHeader } from "../shell/PageHeader";
import { useWallet } from "./useWallet";
import "../people/pages.css";
import "./wallet.css";

type Wish = "freeze" | "unfreeze" | "limits" | null;

/** What keeps money safe: the password, limits of one's own, and a stop for everything. */
export default function WalletSettings() {
  const { t } = useWords();
  const wordsFor = useErrorWords();
  const answer = useWallet();
  return (
    <article className="page">
      <PageHeader title={t("walletSettings.title")} back="/wallet" />
      <div className="page-body">
        {answer.state === "waiting" && <SkeletonRows label={t("app.loading")} rows={3} />}
        {answer.state === "failed" && <EmptyState title={wordsFor(answer.error)} actions={<Button onClick={answer.again}>{t("app.tryAgain")}</Button>} />}
        {answer.state === "here" && <Settings wallet={answer.value} again={answer.again} />}
      </div>
    </article>
  );
}

function Settings({ wallet, again }: { wallet: Wallet; again: () => void }) {
  const { t } = useWords();
  const { api } = useSelf();
  const say = useSay();
  const wordsFor = useErrorWords();
  const [wish, setWish] = useState<Wish>(null);
  const [limits, setLimits] = useState<Limits | null>(null);
  const { per_payment_fen, per_day_fen, spent_today_fen } = wallet.limits;

  const freeze = async () => {
    try {
      await api.money.freeze();
      again();
      say(t("walletSettings.isFrozen"));
    } catch (error) {
      say(wordsFor(error));
    }
    setWish(null);
  };
  const end = (words: string) => {
    setWish(null);
    setLimits(null);
    again();
    say(words);
  };
  return (
    <>
      <ul className="card-rows">
        <li>
          <Link href="/wallet/password" className="row">
            <ListRow
              lead={<KeyIcon className="row-icon" aria-hidden="true" />}
              title={<span>{t("password.title")}</span>}
              note={wallet.has_password ? t("walletSettings.passwordSet") : t("walletSettings.passwordUnset")}
              end={<ForwardIcon className="row-mark" aria-hidden="true" />}
            />
          </Link>
        </li>
        <li>
          <button type="button" className="row" onClick={() => setWish("limits")}>
            <ListRow
              lead={<LimitsIcon className="row-icon" aria-hidden="true" />}
              title={<span>{t("limits.title")}</span>}
              note={t("limits.note", {
                payment: per_payment_fen === null ? t("limits.none") : yuan(per_payment_fen),
                day: per_day_fen === null ? t("limits.none") : yuan(per_day_fen),
              })}
              end={<ForwardIcon className="row-mark" aria-hidden="true" />}
            />
          </button>
        </li>
      </ul>
      <p className="page-note">{t("limits.today", { spent: yuan(spent_today_fen) })}</p>
      <div className="card-form freeze">
        <FrozenIcon aria-hidden="true" />
        {wallet.stopped_for === null ? (
          <>
            <div>
              <h2>{wallet.is_frozen ? t("wallet.frozen") : t("walletSettings.freeze")}</h2>
              <p>{wallet.is_frozen ? t("wallet.frozenHelp") : t("walletSettings.freezeHelp")}</p>
            </div>
            <Button look={wallet.is_frozen ? "door" : "danger"} wide onClick={() => setWish(wallet.is_frozen ? "unfreeze" : "freeze")}>
              {wallet.is_frozen ? t("walletSettings.unfreeze") : t("walletSettings.freezeDo")}
            </Button>
          </>
        ) : (
          <div>
            <h2>{t("wallet.stopped")}</h2>
            <p>{t("wallet.stoppedHelp", { reason: wallet.stopped_for })}</p>
          </div>
        )}
      </div>
      {wish === "freeze" && (
        <Sheet title={t("walletSettings.freezeTitle")} closeLabel={t("app.close")} onClose={() => setWish(null)}>
          <p className="sheet-text">{t("walletSettings.freezeHelp")}</p>
          <Button look="door" wide onClick={() => void freeze()}>
            {t("walletSettings.freezeDo")}
          </Button>
        </Sheet>
      )}
      {wish === "unfreeze" && (
        <PasswordSheet
          title={t("walletSettings.unfreeze")}
          onPassword={(password) => api.money.unfreeze(password)}
          onClose={() => setWish(null)}
          onDone={() => end(t("walletSettings.isUnfrozen"))}
        />
      )}
      {wish === "limits" && !limits && <LimitsSheet wallet={wallet} onClose={() => setWish(null)} onChange={setLimits} />}
      {wish === "limits" && limits && (
        <PasswordSheet
          title={t("limits.title")}
          onPassword={(password) => api.money.setLimits({ ...limits, password })}
          onClose={() => setLimits(null)}
          onDone={() => end(t("limits.set"))}
        />
      )}
    </>
  );
}

interface Limits {
  per_payment_fen: number | null;
  per_day_fen: number | null;
  no_password_fen: number;
}

function LimitsSheet({ wallet, onClose, onChange }: { wallet: Wallet; onClose: () => void; onChange: (limits: Limits) => void }) {
  const { t } = useWords();
  const start = (fen: number | null) => (fen === null ? "" : amountText(fen));
  const [payment, setPayment] = useState(start(wallet.limits.per_payment_fen));
  const [day, setDay] = useState(start(wallet.limits.per_day_fen));
  const [small, setSmall] = useState(start(wallet.no_password_fen));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onChange({ per_payment_fen: fenOf(payment) || null, per_day_fen: fenOf(day) || null, no_password_fen: fenOf(small) ?? 0 });
  };
  return (
    <Sheet title={t("limits.title")} closeLabel={t("app.close")} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <AmountField label={t("limits.payment")} value={payment} onChange={setPayment} help={t("limits.emptyHelp")} />
        <AmountField label={t("limits.day")} value={day} onChange={setDay} help={t("limits.emptyHelp")} />
        <AmountField label={t("limits.small")} value={small} onChange={setSmall} help={t("limits.smallHelp")} />
        <Button look="door" type="submit" wide>
          {t("limits.save")}
        </Button>
      </form>
    </Sheet>
  );
}
