/** A page of others, in a frame of its own: what it is, the way back, and the house's own sheets above it. */
import { ApiError } from "@hutong/api";
import type { FromPage, Params, ToPage } from "@hutong/shells/messages";
import { Button, Chip, EmptyState, IconButton, LinkButton } from "@hutong/ui";
import { CloseIcon, LockIcon, MoreIcon } from "@hutong/ui/icons";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useLocation, useSearch } from "wouter";
import { useSelf, useSession } from "../app/session";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { ConsentSheet } from "./ConsentSheet";
import { MoreSheet } from "./MoreSheet";
import { PageHost } from "./pageHost";
import { Asking, useAbilities } from "./useAbilities";
import { browserApi, follow, type Configured, type SignIn, type Way } from "./ways";
import "./browser.css";

type Place =
  | { is: "opening" }
  | { is: "frame"; way: Way; src: string; turn: number; host: PageHost | null }
  | { is: "window"; url: string }
  | { is: "wrong"; error: unknown };

/** Without the top window, other windows, or anything of the phone's that the messenger did not ask for first. */
const SANDBOX = "allow-scripts allow-same-origin allow-forms allow-modals allow-downloads";

/** Screens of ours that pages may lead to: what a link from anywhere may open. */
const PUBLIC = /^\/(?:a|p|pay|mini)\//;

export default function BrowserPage() {
  const search = new URLSearchParams(useSearch());
  const url = search.get("url") ?? "";
  return <Browser key={url} url={url} from={search.get("from")} />;
}

function Browser({ url, from }: { url: string; from: string | null }) {
  const { t } = useWords();
  const { self } = useSelf();
  const { session } = useSession();
  const wordsFor = useErrorWords();
  const [, navigate] = useLocation();
  const api = useMemo(() => browserApi(self.id), [self.id]);
  const frame = useRef<HTMLIFrameElement>(null);
  const [place, setPlace] = useState<Place>({ is: "opening" });
  const [title, setTitle] = useState("");
  const [asking, setAsking] = useState<{ url: string; question: SignIn } | null>(null);
  const [more, setMore] = useState(false);
  const [hasMenu, setHasMenu] = useState(true);
  const [configured, setConfigured] = useState<Configured | null>(null);
  const [isRecording, setRecording] = useState(false);
  const { abilities, asked } = useAbilities({
    config: api.config,
    told: setConfigured,
    close: () => leave(navigate),
    showMenu: setHasMenu,
    api,
    records: () => setRecording(true),
    recorded: () => setRecording(false),
  });
  const tell = useCallback((origin: string, name: string, argv: Params) => {
    const message: ToPage = { hutong: "messenger", kind: "event", name, argv };
    frame.current?.contentWindow?.postMessage(message, origin);
  }, []);

  const go = useCallback(
    async (wanted: string, isPages = false): Promise<void> => {
      try {
        const found = await follow(api, wanted, from);
        if ("question" in found) return setAsking(found);
        const { way } = found;
        if (way.kind === "ours") return !isPages || PUBLIC.test(way.url) ? navigate(way.url, { replace: !isPages }) : undefined;
        if (way.kind === "window") return setPlace({ is: "window", url: way.url });
        const { frame_origin: origin } = way;
        const host = origin ? new PageHost(new URL(way.url).origin, origin, abilities, (name, argv) => tell(origin, name, argv)) : null;
        setConfigured(null);
        setHasMenu(true);
        setPlace((before) => ({ is: "frame", way, src: way.frame_url ?? "", turn: before.is === "frame" ? before.turn + 1 : 0, host }));
      } catch (error) {
        setPlace({ is: "wrong", error });
      }
    },
    [api, from, navigate, abilities, tell],
  );
  useEffect(() => {
    // The address is opened once the screen is there; what comes of it is the server's to say.
    void Promise.resolve().then(() => go(url));
  }, [go, url]);

  const { way: current, host } = place.is === "frame" ? place : { way: null, host: null };
  useEffect(() => {
    const hear = (event: MessageEvent<FromPage>) => {
      const window_ = frame.current?.contentWindow;
      // Only the page that was opened here is heard, and only under the name it was opened by.
      if (!current?.frame_origin || !window_ || event.source !== window_ || event.origin !== current.frame_origin) return;
      const { data } = event;
      if (typeof data !== "object" || data?.hutong !== "page") return;
      const answer = (message: ToPage) => window_.postMessage(message, event.origin);
      if (data.kind === "here" && host?.arrived(String(data.url), data.isNew === true)) setTitle(String(data.title).slice(0, 200));
      else if (data.kind === "go") void go(String(data.url), true);
      else if (data.kind === "again") void go(host?.url || current.url);
      else if (data.kind === "call") {
        const { id } = data;
        void host?.call(String(data.name), Object(data.params)).then((result) => answer({ hutong: "messenger", kind: "answer", id: Number(id), result }));
      }
    };
    window.addEventListener("message", hear);
    return () => window.removeEventListener("message", hear);
  }, [current, host, go]);
  useEffect(() => () => host?.leave(), [host]);

  const answerSignIn = async (isAllowed: boolean) => {
    if (!asking) return;
    setAsking(null);
    // Who refuses stays where they were; on a page that was only a way to the question there is nothing to stay on.
    if (!isAllowed) return place.is === "frame" && host?.url ? undefined : leave(navigate);
    try {
      const { redirect_url } = await api.signIn(asking.url, from, "allow");
      if (redirect_url) await go(redirect_url);
    } catch (error) {
      setPlace({ is: "wrong", error });
    }
  };
  const isLab = session.instance.mode === "lab";
  return (
    <div className="browser">
      <header className="browser-bar">
        <IconButton label={t("browser.close")} icon={CloseIcon} onClick={() => leave(navigate)} />
        <div className="browser-title">
          <h1 dir="auto">{title || current?.host || t("browser.opening")}</h1>
          {current && (
            <p className="browser-host">
              {current.url.startsWith("https:") && <LockIcon aria-hidden="true" weight="bold" />}
              {current.host}
            </p>
          )}
        </div>
        {isRecording && <Chip tone="bad">{t("browser.recording")}</Chip>}
        {isLab && configured && <ConfigChip configured={configured} onOpen={() => setMore(true)} />}
        {hasMenu ? <IconButton label={t("browser.more")} icon={MoreIcon} onClick={() => setMore(true)} /> : <span className="browser-space" />}
      </header>
      {place.is === "opening" && <div className="browser-wait" role="status" aria-label={t("browser.opening")} />}
      {place.is === "frame" && (
        <iframe
          key={place.turn}
          ref={frame}
          className="browser-frame"
          title={title || place.way.host}
          src={place.src}
          sandbox={SANDBOX}
          referrerPolicy="no-referrer"
          allow="geolocation 'none'; camera 'none'; microphone 'none'; payment 'none'"
        />
      )}
      {place.is === "window" && (
        <EmptyState title={t("browser.ownWindow")} actions={<LinkButton look="door" href={place.url} target="_blank" rel="noopener noreferrer">{t("browser.openWindow")}</LinkButton>}>
          {t("browser.ownWindowHelp")}
        </EmptyState>
      )}
      {place.is === "wrong" && (
        <EmptyState title={wordsFor(place.error)} actions={<Button look="door" onClick={() => leave(navigate)}>{t("browser.close")}</Button>}>
          {isLab && place.error instanceof ApiError && typeof place.error.params["text"] === "string" ? `${place.error.params["text"]}` : null}
        </EmptyState>
      )}
      {asking && <ConsentSheet question={asking.question} onAnswer={(isAllowed) => void answerSignIn(isAllowed)} />}
      {more && current && (
        <MoreSheet
          url={host?.url || current.url}
          share={host?.share ?? null}
          title={title || current.host}
          configured={isLab ? configured : null}
          onReload={() => void go(host?.url || current.url)}
          onClose={() => setMore(false)}
        />
      )}
      <Asking asked={asked} site={current?.host ?? ""} />
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
  if (history.length > 1) history.back();
  else navigate("/");
}
