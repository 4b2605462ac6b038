/** The frame around every page, and the door one is sent to when nobody is signed in. */
import { ApiError } from "@hutong/api";
import { Logo } from "@hutong/ui";
import { Button, Drawer } from "antd";
import { Suspense, useEffect, useState } from "react";
import { Link, Outlet } from "react-router";
import { useSession } from "../apps/queries";
import type { ConsoleSession } from "../apps/types";
import { MenuIcon } from "../icons";
import { Failure, Loading } from "../shared/State";
import { useConversationsLive } from "../dialog/live";
import { useLabStream } from "../lab/stream";
import { useLaneClock } from "../lab/useLane";
import { useWidth } from "../shared/useWidth";
import { useWords } from "../words";
import { ModeChip, SideNav } from "./SideNav";

export function Shell() {
  const session = useSession();
  const isSignedOut = session.error instanceof ApiError && session.error.status === 401;
  useEffect(() => {
    if (isSignedOut) location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
  }, [isSignedOut]);
  if (session.data !== undefined) return <Frame session={session.data} />;
  if (session.error && !isSignedOut) {
    return (
      <main className="alone">
        <Logo size={48} />
        <Failure error={session.error} onRetry={() => void session.refetch()} />
      </main>
    );
  }
  return (
    <main className="alone">
      <Loading rows={3} />
    </main>
  );
}

/** Keeps every page of a lab at lane time, also those that show no clock. */
function LabLine() {
  useLabStream();
  useLaneClock();
  return null;
}

/** Keeps conversations fresh on every page, so that what waits is counted as it comes. */
function ConversationsLine() {
  useConversationsLive();
  return null;
}

function Frame({ session }: { session: ConsoleSession }) {
  const { t } = useWords();
  const width = useWidth();
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <div className="shell">
      {session.instance.mode === "lab" && <LabLine />}
      <ConversationsLine />
      <a className="skip" href="#main">
        {t("shell.skip")}
      </a>
      {width === "phone" ? (
        <>
          <header className="topbar">
            <Button
              type="text"
              aria-label={t("shell.open")}
              aria-expanded={isOpen}
              icon={<MenuIcon aria-hidden size={24} />}
              onClick={() => setOpen(true)}
            />
            <Link to="/" aria-label={t("shell.home")} className="topbar__brand">
              <Logo size={26} name="" />
              <b className="serif">Hutong</b>
            </Link>
            <ModeChip session={session} />
          </header>
          <Drawer
            open={isOpen}
            onClose={close}
            placement="left"
            size={280}
            closable={false}
            rootClassName="side-drawer"
            aria-label={t("shell.nav")}
          >
            <SideNav session={session} isRail={false} onGo={close} />
          </Drawer>
        </>
      ) : (
        <SideNav session={session} isRail={width === "tablet"} onGo={close} />
      )}
      <Suspense fallback={<Loading />}>
        <Outlet context={session} />
      </Suspense>
    </div>
  );
}
