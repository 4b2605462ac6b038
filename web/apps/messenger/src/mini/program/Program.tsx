/** One program in its place: its frame, what the house draws around it, and what the house asks above it. */
import type { OpenTarget } from "@hutong/engine/host";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import type { ProgramPlace } from "../address";
import { splitPath } from "../address";
import { Asked } from "../prompts/Asked";
import { Notice } from "../prompts/Notice";
import { Capsule } from "../shell/Capsule";
import { Doors } from "../shell/Doors";
import { barOf, hasTabs, webViewIn } from "../shell/model";
import { NavigationBar } from "../shell/NavigationBar";
import { TabBar } from "../shell/TabBar";
import type { Running } from "../stage/programs";
import { useHistoryDepth } from "../stage/useHistoryDepth";
import { Broken } from "./Broken";
import { NewVersion } from "./NewVersion";
import { useProgram } from "./useProgram";
import "../prompts/prompts.css";
import "./program.css";

const CapsuleMenu = lazy(() => import("../shell/CapsuleMenu"));
const ProgramSettings = lazy(() => import("../settings/ProgramSettings"));
const AboutProgram = lazy(() => import("../settings/AboutProgram"));
const FeedbackSheet = lazy(() => import("../settings/FeedbackSheet"));
const DeveloperSheet = lazy(() => import("./DeveloperSheet"));
const WebView = lazy(() => import("../web-view/WebView"));
const CompileErrors = lazy(() => import("./CompileErrors"));

interface ProgramProps {
  running: Running;
  isFront: boolean;
  onLeave: () => void;
  onAgain: () => void;
  onOpen: (target: OpenTarget) => void;
}

type Page = "menu" | "settings" | "about" | "feedback" | "developer" | null;

export default function Program({ running, isFront, onLeave, onAgain, onOpen }: ProgramProps) {
  const { place, referrer } = running;
  const container = useRef<HTMLElement>(null);
  const [page, setPage] = useState<Page>(null);
  const [takesErrors, setTakesErrors] = useState(false);
  const program = useProgram({ place, referrer, container, onExit: onLeave, onOpen });
  const { stage, shown, asked, host, frame, shell, api, progress } = program;
  const { tabBar, phase } = shown;
  const navigation = barOf(shown);
  const webView = webViewIn(shown);
  const [pageBack, setPageBack] = useState(0);
  const answer = stage.is === "open" ? stage.answer : null;
  const card = answer?.program ?? null;
  const name = card?.name ?? place.appId;

  useShown(running, isFront, host);
  useResized(container, host);
  useHistoryDepth({ key: running.key, depth: shown.pages.length && shown.pages.length + shown.layers, isFront, onBack: () => host.current?.back() });
  useEffect(() => {
    if (isFront) container.current?.focus({ preventScroll: true });
  }, [isFront]);

  const tabs = hasTabs(tabBar) && <TabBar tabBar={tabBar} onTap={(index) => host.current?.tabTap(index)} />;
  const isAsking = asked.asks.length > 0 || page !== null;
  const isMasked = asked.notice !== null && ("toast" in asked.notice ? asked.notice.toast : asked.notice.loading).mask;
  const isBroken = phase === "broken" || stage.is === "wrong";
  const problems = answer && answer.version.kind !== "release" ? answer.manifest.problems.filter(({ severity }) => severity === "error") : [];
  const close = () => setPage(null);
  return (
    <section ref={container} className={`program ${navigation.custom ? "program-bare" : ""}`} aria-label={name} tabIndex={-1} hidden={!isFront} data-appid={place.appId}>
      <div className="program-inside" inert={isAsking}>
        <NavigationBar navigation={navigation} name={name} onBack={() => (webView?.hasBack ? setPageBack((times) => times + 1) : host.current?.back())} onHome={() => host.current?.home()} />
        {tabBar?.position === "top" && tabs}
        <div className="program-frame" inert={isMasked}>
          {answer && (
            <iframe
              ref={frame}
              title={name}
              src={answer.frame_url}
              sandbox="allow-scripts"
              referrerPolicy="no-referrer"
              onLoad={program.onFrameLoad}
            />
          )}
          <Suspense fallback={null}>
            {shown.webViews.map((view) => (
              <WebView key={view.node} view={view} appId={place.appId} shell={shell} host={host} backs={view === webView ? pageBack : 0} onExit={onLeave} />
            ))}
          </Suspense>
        </div>
        {tabBar?.position !== "top" && tabs}
      </div>
      {isBroken ? (
        <Broken stage={stage} card={card} problem={shown.problem} isTester={answer !== null && answer.version.kind !== "release"} onAgain={onAgain} onFeedback={() => setPage("feedback")} onLeave={onLeave} />
      ) : (
        <Doors program={card} progress={progress} isOpen={phase === "ready"} onAgain={onAgain} />
      )}
      <div className="program-capsule" inert={isAsking} data-light={navigation.textStyle === "white" || undefined}>
        <Capsule name={name} onMore={() => setPage("menu")} onClose={onLeave} />
      </div>
      {isFront && answer && <NewVersion answer={answer} api={api} turn={running.turn} onAgain={onAgain} />}
      <Notice notice={asked.notice} />
      {answer && asked.asks[0] && <Asked ask={asked.asks[0]} key={asked.asks[0].id} answer={answer} api={api} />}
      <Suspense fallback={null}>
        {page === "menu" && (
          <CapsuleMenu
            card={card}
            appId={place.appId}
            api={api}
            shell={shell}
            isTester={place.version !== "release"}
            canShare={navigation.menus.share}
            onShare={() => (close(), host.current?.share())}
            onAgain={onAgain}
            onPage={setPage}
            onClose={close}
          />
        )}
        {page === "settings" && card && <ProgramSettings card={card} api={api} onClose={() => (close(), void host.current?.scopesChanged().catch(() => undefined))} />}
        {page === "about" && card && answer && <AboutProgram card={card} version={answer.version} onSettings={() => setPage("settings")} onClose={close} />}
        {page === "feedback" && card && <FeedbackSheet card={card} api={api} onClose={close} />}
        {page === "developer" && <DeveloperSheet shell={shell} onClose={close} />}
        {problems.length > 0 && !takesErrors && <CompileErrors problems={problems} onGoOn={() => setTakesErrors(true)} onLeave={onLeave} />}
      </Suspense>
    </section>
  );
}

/** A program hears when it comes to the front, with what it was asked for again, and when it goes behind. */
function useShown({ place, referrer, turn }: Running, isFront: boolean, host: ReturnType<typeof useProgram>["host"]): void {
  const before = useRef({ isFront, turn });
  useEffect(() => {
    const { isFront: wasFront, turn: lastTurn } = before.current;
    before.current = { isFront, turn };
    if (!isFront && wasFront) host.current?.hide();
    if (isFront && (!wasFront || turn !== lastTurn)) host.current?.show(asked(place, referrer, turn !== lastTurn));
  }, [isFront, turn, place, referrer, host]);
}

function asked(place: ProgramPlace, referrer: Running["referrer"], isNew: boolean) {
  const { page, query } = splitPath(place.path);
  // Asked for anew with a page of its own it is a new entry; else it goes on where it was left.
  return { scene: place.scene, referrerInfo: referrer, ...(isNew && page ? { path: page, query, isNewEntry: true } : {}) };
}

function useResized(container: React.RefObject<HTMLElement | null>, host: ReturnType<typeof useProgram>["host"]): void {
  useEffect(() => {
    const element = container.current;
    if (!element) return;
    let isFirst = true;
    const watcher = new ResizeObserver(() => {
      if (!isFirst && element.clientWidth > 0) host.current?.resized();
      isFirst = false;
    });
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [container, host]);
}
