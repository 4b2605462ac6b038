import type { MonthTotal, Movement } from "@hutong/api";
import { Button, EmptyState, SkeletonRows } from "@hutong/ui";
import { SearchIcon } from "@hutong/ui/icons";
import { plainYuan } from "@hutong/ui/money";
import { useDeferredValue, useState } from "react";
import { useSelf } from "../app/session";
import { useSay } from "../app/toasts";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { PageHeader } from "../shell/PageHeader";
import { MovementRow } from "./MovementRow";
import { byMonth, joinTotals, KINDS } from "./statement";
import { useMoneyAnswer } from "./useWallet";
import "../people/pages.css";
import "./wallet.css";

/** Everything that came and went, by month; what one looks for in a word or a kind. */
export default function Statement() {
  const { t } = useWords();
  const [typed, setTyped] = useState("");
  const [kind, setKind] = useState<string | null>(null);
  const q = useDeferredValue(typed.trim());
  return (
    <article className="page">
      <PageHeader title={t("statement.title")} back="/wallet" />
      <div className="page-body">
        <label className="search statement-search">
          <SearchIcon aria-hidden="true" />
          <input type="search" value={typed} placeholder={t("statement.search")} aria-label={t("statement.search")} onChange={(event) => setTyped(event.target.value)} />
        </label>
        <div className="filters statement-filters" role="group" aria-label={t("statement.filter")}>
          {[null, ...KINDS].map((one) => (
            <button key={one ?? "all"} type="button" aria-pressed={one === kind} onClick={() => setKind(one)}>
              {t(`statement.kind.${one ?? "all"}`)}
            </button>
          ))}
        </div>
        <Months key={`${kind} ${q}`} kind={kind} q={q} />
      </div>
    </article>
  );
}

interface More {
  items: Movement[];
  months: MonthTotal[];
  next: string | null;
}

function Months({ kind, q }: { kind: string | null; q: string }) {
  const { t } = useWords();
  const { api } = useSelf();
  const say = useSay();
  const wordsFor = useErrorWords();
  const answer = useMoneyAnswer(`statement ${kind} ${q}`, () => api.money.statement({ kind, q }));
  const [more, setMore] = useState<More | null>(null);
  const [isBusy, setBusy] = useState(false);

  if (answer.state === "waiting") return <SkeletonRows label={t("app.loading")} rows={6} />;
  if (answer.state === "failed") return <EmptyState small title={wordsFor(answer.error)} actions={<Button onClick={answer.again}>{t("app.tryAgain")}</Button>} />;
  const first = answer.value;
  // A push may have brought newer ones: what was loaded before stays behind them, each once.
  const known = new Set(first.items.map(({ id }) => id));
  const items = [...first.items, ...(more?.items.filter(({ id }) => !known.has(id)) ?? [])];
  const next = more ? more.next : first.next;
  if (items.length === 0) {
    return (
      <EmptyState small={q !== "" || kind !== null} title={q || kind ? t("statement.nothing") : t("statement.none")}>
        {q || kind ? t("statement.nothingHelp") : t("statement.noneHelp")}
      </EmptyState>
    );
  }
  const load = async () => {
    setBusy(true);
    try {
      const page = await api.money.statement({ kind, q, before: next });
      setMore((before) => ({ items: [...(before?.items ?? []), ...page.items], months: joinTotals(before?.months ?? [], page.months), next: page.next }));
    } catch (error) {
      say(wordsFor(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {byMonth(items, joinTotals(first.months, more?.months ?? [])).map((month) => (
        <section key={month.month} className="month">
          <header>
            <MonthName month={month.month} />
            <p>
              {t("statement.in", { amount: plainYuan(month.in_fen) })} · {t("statement.out", { amount: plainYuan(month.out_fen) })}
            </p>
          </header>
          <ul className="card-rows">
            {month.items.map((movement) => (
              <li key={movement.id}>
                <MovementRow movement={movement} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {next && (
        <Button busy={isBusy} onClick={() => void load()} wide>
          {t("statement.older")}
        </Button>
      )}
    </>
  );
}

function MonthName({ month }: { month: string }) {
  const { language } = useWords();
  const name = new Intl.DateTimeFormat(language, { year: "numeric", month: "long", timeZone: "UTC" }).format(new Date(`${month}-15T00:00:00Z`));
  return <h2>{name}</h2>;
}
