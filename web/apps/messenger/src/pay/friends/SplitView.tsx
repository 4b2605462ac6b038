import type { Split, SplitShare } from "@hutong/api";
import { Button, Chip, EmptyState, ListRow, SkeletonRows } from "@hutong/ui";
import { BellIcon, CheckIcon } from "@hutong/ui/icons";
import { plainYuan, yuan } from "@hutong/ui/money";
import { useState } from "react";
import { useSelf } from "../../app/session";
import { clockTime } from "../../app/time";
import { useSay } from "../../app/toasts";
import { useErrorWords } from "../../app/useErrorWords";
import { useWords } from "../../app/words";
import { PersonAvatar, personName } from "../../chat/peer";
import { useMoneyAnswer } from "../../wallet/useWallet";
import { PayPerson } from "./PayPerson";
import "./split.css";

/** A bill among several: who has paid, what is missing, and the one thing to do. */
export function SplitView({ id, version }: { id: string; version?: string }) {
  const { t } = useWords();
  const { api } = useSelf();
  const wordsFor = useErrorWords();
  const answer = useMoneyAnswer(`split ${id}`, () => api.money.split(id), version);
  if (answer.state === "waiting") return <SkeletonRows label={t("app.loading")} rows={4} />;
  if (answer.state === "failed") return <EmptyState small title={wordsFor(answer.error)} actions={<Button onClick={answer.again}>{t("app.tryAgain")}</Button>} />;
  return <Bill split={answer.value} again={answer.again} />;
}

function Bill({ split, again }: { split: Split; again: () => void }) {
  const { t } = useWords();
  const { self, api } = useSelf();
  const say = useSay();
  const wordsFor = useErrorWords();
  const [isPaying, setPaying] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const isMine = split.starter.id === self.id;
  const own = split.shares.find(({ person }) => person.id === self.id) ?? null;
  const waiting = split.shares.filter(({ state }) => state === "waiting");
  const odd = oddFen(split);

  const act = async (what: () => Promise<unknown>, words: string) => {
    setBusy(true);
    try {
      await what();
      say(words);
    } catch (error) {
      say(wordsFor(error));
    } finally {
      setBusy(false);
      again();
    }
  };
  return (
    <div className="split">
      <Dial split={split} />
      <div className="split-about">
        <h3>{split.title}</h3>
        <p>
          {isMine ? t("split.byYou") : t("split.by", { name: personName(split.starter) })}
          {odd > 0 && ` · ${t("split.odd", { amount: yuan(odd) })}`}
        </p>
      </div>
      {split.shares.length === 0 && <p className="page-note">{t("split.notYours")}</p>}
      <ul className="card-rows split-shares" hidden={split.shares.length === 0}>
        {split.shares.map((share) => (
          <li key={share.person.id} className="row">
            <Share share={share} split={split} />
          </li>
        ))}
      </ul>
      {split.state === "open" && own?.state === "waiting" && (
        <Button look="door" wide onClick={() => setPaying(true)}>
          {t("split.pay", { amount: yuan(own.amount_fen) })}
        </Button>
      )}
      {split.state === "open" && isMine && waiting.length > 0 && (
        <div className="split-doors">
          <Button onClick={() => void act(() => api.money.closeSplit(split.id), t("split.isClosed"))} disabled={isBusy}>
            {t("split.close")}
          </Button>
          <Button look="door" icon={BellIcon} busy={isBusy} onClick={() => void act(() => api.money.remindOfSplit(split.id), t("split.reminded"))}>
            {waiting.length === 1 && waiting[0] ? t("split.remindOne", { name: personName(waiting[0].person) }) : t("split.remind", { count: waiting.length })}
          </Button>
        </div>
      )}
      {isPaying && own && (
        <PayPerson
          name={personName(split.starter)}
          picture={split.starter.avatar_url && api.mediaUrl(split.starter.avatar_url)}
          title={split.title}
          fen={own.amount_fen}
          onPay={({ means, password, requestId }) => api.money.paySplit(split.id, { means, password, request_id: requestId })}
          onClose={() => setPaying(false)}
          onDone={() => {
            setPaying(false);
            again();
          }}
        />
      )}
    </div>
  );
}

function Share({ share, split }: { share: SplitShare; split: Split }) {
  const { t, language } = useWords();
  const { self } = useSelf();
  const name = personName(share.person);
  const note =
    share.state === "own" ? t("split.starter") : share.paid_at ? clockTime(share.paid_at, language) : split.state === "closed" ? t("split.notAsked") : t("split.notYet");
  return (
    <>
      <ListRow
        lead={<PersonAvatar person={share.person} size={40} />}
        title={<span>{share.person.id === self.id ? t("split.me", { name }) : name}</span>}
        note={`${yuan(share.amount_fen)} · ${note}`}
      />
      {share.state === "waiting" ? (
        split.state === "open" && <Chip tone="warn">{t("split.waiting")}</Chip>
      ) : (
        <Chip tone="ok" icon={CheckIcon}>
          {t("split.paid")}
        </Chip>
      )}
    </>
  );
}

const GAP = 4;

/** One segment for each person, jade where it is paid. */
export function Dial({ split, size = 196 }: { split: Split; size?: number }) {
  const { t } = useWords();
  // The starter's own part is there from the beginning.
  const hasOwn = split.total_fen > split.asked_fen;
  const count = Math.max(1, split.asked + Number(hasOwn));
  const inside = split.paid + Number(hasOwn);
  const gathered = split.paid_fen + split.total_fen - split.asked_fen;
  const each = 400 / count;
  return (
    <div className="dial" style={{ width: size, height: size }}>
      <svg viewBox="0 0 200 200" role="img" aria-label={t("split.dial", { paid: inside, count })}>
        {Array.from({ length: count }, (_, index) => (
          <circle
            key={index}
            cx="100"
            cy="100"
            r="84"
            pathLength={400}
            className={index < inside ? "dial-paid" : "dial-waits"}
            strokeDasharray={`${count === 1 ? 400 : each - GAP} 400`}
            strokeDashoffset={-index * each}
            transform="rotate(-90 100 100)"
          />
        ))}
      </svg>
      <div aria-hidden="true">
        <span>{t("split.gathered")}</span>
        <b className="num">
          <small>¥</small>
          {plainYuan(gathered).replace(/\.00$/, "")}
        </b>
        <span className="num">{t("split.ofTotal", { amount: yuan(split.total_fen) })}</span>
      </div>
    </div>
  );
}

/** What the starter bears above the others because the bill does not divide. */
function oddFen({ mode, shares, starter }: Split): number {
  if (mode !== "equal") return 0;
  const others = shares.find(({ person }) => person.id !== starter.id);
  const own = shares.find(({ person }) => person.id === starter.id);
  return own && others ? Math.max(0, own.amount_fen - others.amount_fen) : 0;
}
