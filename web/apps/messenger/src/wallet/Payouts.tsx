import type { Payout } from "@hutong/api";
import { Avatar, Button, Chip, EmptyState, ListRow, SkeletonRows } from "@hutong/ui";
import { yuan } from "@hutong/ui/money";
import { Link } from "wouter";
import { useSelf } from "../app/session";
import { fullTime } from "../app/time";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { PageHeader } from "../shell/PageHeader";
import { useMoneyAnswer } from "./useWallet";
import "../people/pages.css";

/** What merchants give this person: to be taken, and taken before. */
export default function Payouts() {
  const { t } = useWords();
  const { api } = useSelf();
  const wordsFor = useErrorWords();
  const answer = useMoneyAnswer("payouts", () => api.money.payouts());
  return (
    <article className="page">
      <PageHeader title={t("payout.title")} back="/wallet" />
      <div className="page-body">
        {answer.state === "waiting" && <SkeletonRows label={t("app.loading")} rows={3} />}
        {answer.state === "failed" && <EmptyState title={wordsFor(answer.error)} actions={<Button onClick={answer.again}>{t("app.tryAgain")}</Button>} />}
        {answer.state === "here" && answer.value.items.length === 0 && <EmptyState title={t("payout.none")}>{t("payout.noneHelp")}</EmptyState>}
        {answer.state === "here" && answer.value.items.length > 0 && (
          <ul className="card-rows">
            {answer.value.items.map((payout) => (
              <Row key={payout.id} payout={payout} />
            ))}
          </ul>
        )}
      </div>
    </article>
  );
}

function Row({ payout }: { payout: Payout }) {
  const { t, language } = useWords();
  return (
    <li>
      <Link href={`/wallet/payouts/${payout.id}`} className="row">
        <ListRow
          lead={<Avatar shape="place" name={payout.merchant.name} colour="kiln" size={44} />}
          title={<span>{payout.merchant.name}</span>}
          aside={payout.amount_fen === null ? null : yuan(payout.amount_fen)}
          note={payout.title || payout.memo || fullTime(payout.created_at, language)}
          mark={payout.state === "waiting" && <Chip tone="warn">{t("payout.waiting")}</Chip>}
        />
      </Link>
    </li>
  );
}
