import type { FamilyCard, Wallet } from "@hutong/api";
import { Avatar, Button, EmptyState, IconButton, ListRow } from "@hutong/ui";
import {
  BankIcon, BarcodeIcon, EyeIcon, EyeSlashIcon, FamilyIcon, ForwardIcon, FrozenIcon, KeyIcon, LaneIcon, LockIcon, PacketIcon, ReceiveIcon, ScanIcon, SettingsIcon,
  SplitIcon, TicketIcon, type Icon,
} from "@hutong/ui/icons";
import { plainYuan, yuan } from "@hutong/ui/money";
import { useState, type ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { useSelf } from "../app/session";
import { fullTime } from "../app/time";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { Amount } from "../pay/Amount";
import { OfflineStrip } from "../shell/OfflineStrip";
import { Bar } from "./Bar";
import { Bricks } from "./Bricks";
import { MovementRow } from "./MovementRow";
import { useMoneyAnswer, useWallet } from "./useWallet";
import "../people/pages.css";
import "./wallet.css";

const HIDE = "hutong.wallet.hidden";
const RECENT = 5;

const QUICK: { to: string; icon: Icon; word: "payCode" | "receive" | "split" | "packet" }[] = [
  { to: "/wallet/pay-code", icon: BarcodeIcon, word: "payCode" },
  { to: "/wallet/receive", icon: ReceiveIcon, word: "receive" },
  { to: "/wallet/give/split", icon: SplitIcon, word: "split" },
  { to: "/wallet/give/packet", icon: PacketIcon, word: "packet" },
];

/** The wallet in one column: what is there, what one comes to do, and what happened last. */
export default function WalletHome() {
  const { t } = useWords();
  const [, go] = useLocation();
  const wordsFor = useErrorWords();
  const answer = useWallet();
  return (
    <>
      <header className="list-header">
        <h1>{t("nav.wallet")}</h1>
        <IconButton label={t("scan.title")} icon={ScanIcon} onClick={() => go("/add")} />
        <IconButton label={t("walletSettings.title")} icon={SettingsIcon} onClick={() => go("/wallet/settings")} />
      </header>
      <OfflineStrip />
      <div className="wallet-home">
        {answer.state === "waiting" && <HomeSkeleton />}
        {answer.state === "failed" && (
          <EmptyState small title={wordsFor(answer.error)} actions={<Button onClick={answer.again}>{t("app.tryAgain")}</Button>} />
        )}
        {answer.state === "here" && <Home wallet={answer.value} />}
      </div>
    </>
  );
}

function Home({ wallet }: { wallet: Wallet }) {
  const { t } = useWords();
  return (
    <>
      <BalanceCard wallet={wallet} />
      <Standing wallet={wallet} />
      <nav className="quick" aria-label={t("wallet.quick")}>
        {QUICK.map(({ to, icon: Glyph, word }) => (
          <Link key={to} href={to}>
            <span>
              <Glyph aria-hidden="true" />
            </span>
            {t(`wallet.${word}`)}
          </Link>
        ))}
      </nav>
      <HeldFamilyCards />
      <ul className="card-rows wallet-places">
        <Place to="/wallet/cards" icon={BankIcon} title={t("cards.title")} note={wallet.cards.length > 0 ? t("cards.count", { count: wallet.cards.length }) : t("cards.none")} />
        <Place to="/wallet/family" icon={FamilyIcon} title={t("family.title")} note={t("family.note")} />
        <Place to="/wallet/coupons" icon={TicketIcon} title={t("coupons.title")} note={t("coupons.note")} />
        <Place to="/wallet/payouts" icon={LaneIcon} title={t("payout.title")} note={t("payout.note")} />
      </ul>
      <Recent />
    </>
  );
}

function BalanceCard({ wallet }: { wallet: Wallet }) {
  const { t } = useWords();
  const [, go] = useLocation();
  const [isHidden, setHidden] = useState(() => localStorage.getItem(HIDE) === "yes");
  const turn = () => {
    localStorage.setItem(HIDE, isHidden ? "no" : "yes");
    setHidden(!isHidden);
  };
  return (
    <section className="balance" aria-label={t("wallet.balance")}>
      <Bricks />
      <p className="balance-label">
        {t("wallet.balance")}
        <button type="button" aria-pressed={isHidden} aria-label={t("wallet.hide")} onClick={turn}>
          {isHidden ? <EyeSlashIcon aria-hidden="true" /> : <EyeIcon aria-hidden="true" />}
        </button>
      </p>
      <p className="balance-amount">{isHidden ? <span>¥ ••••</span> : <Amount fen={wallet.balance_fen} size="large" />}</p>
      <p className="balance-note">
        {wallet.rails === "play" ? t("wallet.play") : t("wallet.desk")}
        {wallet.held_fen > 0 && !isHidden && <span> · {t("wallet.held", { amount: yuan(wallet.held_fen) })}</span>}
      </p>
      <p className="balance-doors">
        <button type="button" onClick={() => go("/wallet/top-up")}>
          {t("wallet.topUp")}
        </button>
        <button type="button" onClick={() => go("/wallet/withdraw")}>
          {t("wallet.withdraw")}
        </button>
      </p>
    </section>
  );
}

/** What stands in the way of paying, and how to put it right. */
function Standing({ wallet }: { wallet: Wallet }) {
  const { t, language } = useWords();
  if (wallet.stopped_for !== null) {
    return <Strip icon={FrozenIcon} to="/wallet/settings" title={t("wallet.stopped")} note={t("wallet.stoppedHelp", { reason: wallet.stopped_for })} />;
  }
  if (wallet.is_frozen) return <Strip icon={FrozenIcon} to="/wallet/settings" title={t("wallet.frozen")} note={t("wallet.frozenHelp")} />;
  if (wallet.locked_until) {
    return <Strip icon={LockIcon} to="/wallet/password" title={t("wallet.locked")} note={t("wallet.lockedHelp", { until: fullTime(wallet.locked_until, language) })} />;
  }
  if (!wallet.has_password) return <Strip icon={KeyIcon} to="/wallet/password" title={t("wallet.noPassword")} note={t("wallet.noPasswordHelp")} />;
  if (wallet.unclaimed > 0) return <Strip icon={PacketIcon} to="/" title={t("wallet.unclaimed", { count: wallet.unclaimed })} note={t("wallet.unclaimedHelp")} />;
  return null;
}

function Strip({ icon: Glyph, to, title, note }: { icon: Icon; to: string; title: string; note: string }) {
  return (
    <Link href={to} className="wallet-strip">
      <Glyph aria-hidden="true" />
      <span>
        <b>{title}</b>
        {note}
      </span>
      <ForwardIcon className="row-mark" aria-hidden="true" />
    </Link>
  );
}

function Place({ to, icon: Glyph, title, note }: { to: string; icon: Icon; title: string; note: string }) {
  return (
    <li>
      <Link href={to} className="row">
        <ListRow lead={<Glyph className="row-icon" aria-hidden="true" />} title={<span>{title}</span>} note={note} end={<ForwardIcon className="row-mark" aria-hidden="true" />} />
      </Link>
    </li>
  );
}

/** Cards that somebody else pays for, with what is left this month. */
function HeldFamilyCards() {
  const { api, self } = useSelf();
  const answer = useMoneyAnswer("family cards", () => api.money.familyCards());
  const held = answer.state === "here" ? answer.value.items.filter((card) => card.holder.id === self.id && card.state !== "ended" && card.state !== "lapsed") : [];
  return held.map((card) => <FamilyStrip key={card.id} card={card} />);
}

function FamilyStrip({ card }: { card: FamilyCard }) {
  const { t } = useWords();
  const { api } = useSelf();
  const spent = `${plainYuan(card.spent_this_month_fen)} / ${plainYuan(card.per_month_fen)}`;
  return (
    <Link href={`/wallet/family/${card.id}`} className="family-strip">
      <Avatar shape="person" name={card.giver.name} picture={card.giver.avatar_url && api.mediaUrl(card.giver.avatar_url)} size={40} />
      <span className="family-words">
        <b>{t("family.of", { name: card.giver.name })}</b>
        {card.state === "active" ? <Bar spent={card.spent_this_month_fen} of={card.per_month_fen} /> : <small>{t(`family.state.${card.state}`)}</small>}
      </span>
      {card.state === "active" && <span className="num family-left">¥{spent}</span>}
    </Link>
  );
}

function Recent() {
  const { t } = useWords();
  const { api } = useSelf();
  const answer = useMoneyAnswer("recent", () => api.money.statement({ limit: RECENT }));
  let rows: ReactNode = null;
  if (answer.state === "here") {
    rows =
      answer.value.items.length > 0 ? (
        <ul className="recent-rows">
          {answer.value.items.slice(0, RECENT).map((movement) => (
            <li key={movement.id}>
              <MovementRow movement={movement} />
            </li>
          ))}
        </ul>
      ) : (
        <p className="page-note recent-none">{t("statement.none")}</p>
      );
  }
  return (
    <section className="recent">
      <header>
        <h2>{t("wallet.recent")}</h2>
        <Link href="/wallet/statement">{t("wallet.all")}</Link>
      </header>
      {rows}
    </section>
  );
}

function HomeSkeleton() {
  const { t } = useWords();
  return (
    <div className="skeleton" role="status" aria-label={t("app.loading")}>
      <i className="balance-skeleton" aria-hidden="true" />
      <div className="quick" aria-hidden="true">
        {QUICK.map(({ to }) => (
          <i key={to} className="quick-skeleton" />
        ))}
      </div>
    </div>
  );
}
