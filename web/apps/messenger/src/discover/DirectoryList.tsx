import { Avatar, EmptyState, IconButton, ListRow, SkeletonRows } from "@hutong/ui";
import { AddIcon, ForwardIcon, QrCodeIcon, SearchIcon, VerifiedIcon } from "@hutong/ui/icons";
import { lazy, Suspense, useCallback, useDeferredValue, useState } from "react";
import { Link, useLocation } from "wouter";
import { useSelf } from "../app/session";
import { useAnswer } from "../app/useAnswer";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { OfflineStrip } from "../shell/OfflineStrip";

const LanePrograms = lazy(() => import("../mini/discover/LanePrograms"));

/** Everything on this lane: its accounts under "Lane", its people under "People". */
export function DirectoryList({ of }: { of: "lane" | "people" }) {
  const { t } = useWords();
  const { self, api } = useSelf();
  const wordsFor = useErrorWords();
  const [, go] = useLocation();
  const [typed, setTyped] = useState("");
  const q = useDeferredValue(typed.trim());
  const answer = useAnswer(q, () => api.directory(q));
  const found = answer.state === "here" ? answer.value : null;
  const [programs, setPrograms] = useState({ q: "", count: 0 });
  const foundPrograms = useCallback((count: number) => setPrograms({ q, count }), [q]);
  const hasPrograms = of === "lane" && q !== "" && programs.q === q && programs.count > 0;
  const isEmpty = found !== null && !hasPrograms && (of === "lane" ? found.accounts.length === 0 : found.people.length === 0);

  return (
    <>
      <header className="list-header">
        <h1>{t(`nav.${of}`)}</h1>
        <IconButton label={t("add.title")} icon={AddIcon} onClick={() => go("/add")} />
      </header>
      <OfflineStrip />
      <div className="list-sheet">
        <label className="search">
          <SearchIcon aria-hidden="true" />
          <input
            type="search"
            value={typed}
            placeholder={t(`directory.search.${of}`)}
            aria-label={t(`directory.search.${of}`)}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        {of === "people" && (
          <Link href="/me" className="row">
            <ListRow
              lead={
                <span className="row-square">
                  <QrCodeIcon aria-hidden="true" />
                </span>
              }
              title={<span>{t("me.code")}</span>}
              note={t("directory.codeHelp")}
              end={<ForwardIcon className="row-mark" aria-hidden="true" />}
            />
          </Link>
        )}
        {of === "lane" && (
          <Suspense fallback={null}>
            <LanePrograms q={q} onFound={foundPrograms} />
          </Suspense>
        )}
        {answer.state === "waiting" && <SkeletonRows label={t("app.loading")} rows={4} />}
        {answer.state === "failed" && <EmptyState small title={wordsFor(answer.error)} />}
        {isEmpty && (
          <EmptyState small={q !== ""} title={q ? t("directory.nothing", { q }) : t(`directory.empty.${of}`)}>
            {q ? null : t(`directory.emptyHelp.${of}`)}
          </EmptyState>
        )}
        <ul className="rows" aria-label={t(`nav.${of}`)}>
          {of === "lane" &&
            found?.accounts.map((account) => (
              <li key={account.app_id}>
                <Link href={`/a/${account.link_code}`} className="row">
                  <ListRow
                    lead={<Avatar shape="place" name={account.name} picture={account.avatar_url && api.mediaUrl(account.avatar_url)} colour={account.colour} />}
                    title={
                      <>
                        <span>{account.name}</span>
                        {account.verified && <VerifiedIcon weight="fill" className="verified" aria-label={t("account.verified")} />}
                      </>
                    }
                    aside={account.following ? t("account.following") : null}
                    note={account.intro || t(`account.kind.${account.kind}`)}
                  />
                </Link>
              </li>
            ))}
          {of === "people" &&
            found?.people
              .filter((person) => person.id !== self.id)
              .map((person) => (
                <li key={person.id}>
                  <Link href={`/p/${person.link_code}`} className="row">
                    <ListRow
                      lead={<Avatar shape="person" name={person.name} picture={person.avatar_url && api.mediaUrl(person.avatar_url)} />}
                      title={<span>{person.name}</span>}
                    />
                  </Link>
                </li>
              ))}
        </ul>
      </div>
    </>
  );
}
