/** A page: serif title, state chips, at most two soft buttons and the one door. */
import type { ReactNode } from "react";
import { useEffect } from "react";
import { useMatch } from "react-router";
import { useApp } from "../apps/queries";

interface PageProps {
  title: string;
  chips?: ReactNode;
  soft?: ReactNode;
  door?: ReactNode;
  aside?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}

export function Page({ title, chips, soft, door, aside, wide = false, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Hutong`;
  }, [title]);
  return (
    <main className={wide ? "page page--wide" : "page"} id="main">
      <header className="page__head">
        <AccountName />
        <h1 className="serif">{title}</h1>
        {chips}
        <span className="grow" />
        {aside}
        {soft !== undefined && <div className="page__soft">{soft}</div>}
        {door !== undefined && <div className="page__door">{door}</div>}
      </header>
      {children}
    </main>
  );
}

/** On a phone the account's name is folded away with the navigation, so the page says whose it is. */
function AccountName() {
  const appId = useMatch("/apps/:appId/*")?.params.appId;
  return appId === undefined ? null : <KnownName appId={appId} />;
}

function KnownName({ appId }: { appId: string }) {
  const name = useApp(appId).data?.name;
  return name === undefined ? null : <span className="page__of el">{name}</span>;
}

export function Box({
  title,
  more,
  children,
  flush = false,
}: {
  title?: ReactNode;
  more?: ReactNode;
  children: ReactNode;
  flush?: boolean;
}) {
  return (
    <section className={flush ? "box box--flush" : "box"}>
      {title !== undefined && (
        <div className="box__head">
          <h2>{title}</h2>
          <span className="grow" />
          {more}
        </div>
      )}
      {children}
    </section>
  );
}
