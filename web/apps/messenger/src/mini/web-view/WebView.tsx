/** `<web-view>`: a page of others over a page of a program, below the program's own bar. */
import type { HostProgram } from "@hutong/engine/host";
import { frameNameIn } from "@hutong/shells/messages";
import { Button, EmptyState } from "@hutong/ui";
import { useEffect, useRef, type RefObject } from "react";
import { useLocation } from "wouter";
import { useWords } from "../../app/words";
import { isPublic } from "../../browser/openPath";
import { PageFrame } from "../../browser/PageFrame";
import { usePage } from "../../browser/usePage";
import type { ShellModel, WebViewShown } from "../shell/model";
import "../../browser/browser.css";
import "./web-view.css";

interface WebViewProps {
  view: WebViewShown;
  appId: string;
  shell: ShellModel;
  host: RefObject<HostProgram | null>;
  /** How often the person went back while the page had steps of its own. */
  backs: number;
  /** Out of the program. */
  onExit: () => void;
}

export default function WebView({ view, appId, shell, host, backs, onExit }: WebViewProps) {
  const { t } = useWords();
  const [, navigate] = useLocation();
  const { node } = view;
  const leave = () => (host.current && host.current.pages.length > 1 ? host.current.back() : onExit());
  const page = usePage({
    url: view.url,
    from: null,
    admit: view.admit,
    onOurs: (path) => (isPublic(path) ? navigate(path) : undefined),
    onClose: leave,
    onCame: (outcome, url) => host.current?.webViewCame(node, outcome, url),
    miniProgram: (name, arg) => host.current?.fromWebView(node, name, arg),
  });
  const { place, title, hasBack, back } = page;
  useEffect(() => shell.webViewSays(node, { title, hasBack }), [shell, node, title, hasBack]);
  const done = useRef(backs);
  useEffect(() => {
    if (backs > done.current) back();
    done.current = backs;
  }, [backs, back]);
  const isRefused = place.is === "wrong" && isRefusal(place.error);
  return (
    <div className="web-view" hidden={!view.isShown}>
      {isRefused ? (
        <EmptyState title={t("mini.webViewRefused")} actions={<Button look="door" onClick={leave}>{t("app.back")}</Button>}>
          {t("mini.webViewRefusedHelp", { host: hostOf(view.url) })}
        </EmptyState>
      ) : (
        <PageFrame page={page} name={frameNameIn(appId)} onClose={leave} />
      )}
    </div>
  );
}

const isRefusal = (error: unknown): boolean => (error as { name?: string } | null)?.name === "Refused";

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return url.slice(0, 100);
  }
}
