/** A page of others, in a frame of its own: what it is, the way back, and the house's own sheets above it. */
import { Chip, IconButton } from "@hutong/ui";
import { CloseIcon, LockIcon, MoreIcon } from "@hutong/ui/icons";
import { useState } from "react";
import { useLocation, useSearch } from "wouter";
import { stepBack } from "../app/stepBack";
import { useSession } from "../app/session";
import { useWords } from "../app/words";
import { MoreSheet } from "./MoreSheet";
import { PageFrame } from "./PageFrame";
import { isPublic } from "./openPath";
import { usePage } from "./usePage";
import type { Configured } from "./ways";
import "./browser.css";

export default function BrowserPage() {
  const search = new URLSearchParams(useSearch());
  const url = search.get("url") ?? "";
  return <Browser key={url} url={url} from={search.get("from")} />;
}

function Browser({ url, from }: { url: string; from: string | null }) {
  const { t } = useWords();
  const { session } = useSession();
  const [, navigate] = useLocation();
  const [more, setMore] = useState(false);
  const close = () => leave(navigate);
  const page = usePage({
    url,
    from,
    onOurs: (path, isPages) => (!isPages || isPublic(path) ? navigate(path, { replace: !isPages }) : undefined),
    onClose: close,
  });
  const { title, current, host, configured } = page;
  const isLab = session.instance.mode === "lab";
  return (
    <div className="browser">
      <header className="browser-bar">
        <IconButton label={t("browser.close")} icon={CloseIcon} onClick={close} />
        <div className="browser-title">
          <h1 dir="auto">{title || current?.host || t("browser.opening")}</h1>
          {current && (
            <p className="browser-host">
              {current.url.startsWith("https:") && <LockIcon aria-hidden="true" weight="bold" />}
              {current.host}
            </p>
          )}
        </div>
        {page.isRecording && <Chip tone="bad">{t("browser.recording")}</Chip>}
        {isLab && configured && <ConfigChip configured={configured} onOpen={() => setMore(true)} />}
        {page.hasMenu ? <IconButton label={t("browser.more")} icon={MoreIcon} onClick={() => setMore(true)} /> : <span className="browser-space" />}
      </header>
      <PageFrame page={page} onClose={close} />
      {more && current && (
        <MoreSheet
          url={page.address}
          share={host?.share ?? null}
          title={title || current.host}
          configured={isLab ? configured : null}
          onReload={page.again}
          onClose={() => setMore(false)}
        />
      )}
    </div>
  );
}

function ConfigChip({ configured, onOpen }: { configured: Configured; onOpen: () => void }) {
  const { t } = useWords();
  return (
    <button type="button" className="browser-chip" onClick={onOpen}>
      <Chip tone={configured.right ? "ok" : "bad"}>{configured.right ? t("browser.sdkRight") : t("browser.sdkWrong")}</Chip>
    </button>
  );
}

function leave(navigate: (path: string) => void): void {
  // The page's own steps count as the browser's: what is wanted is the screen before it.
  if (history.length > 1) stepBack(1);
  else navigate("/");
}
