/** One running program: asked of the server, put into its frame, told what happens around it, and taken away again. */
import { browserDevice, browserKeepers, HostProgram, type Backend, type Device, type OpenTarget } from "@hutong/engine/host";
import type { Language } from "@hutong/ui/words";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore, type RefObject } from "react";
import { useSelf, useSession } from "../../app/session";
import { useWords } from "../../app/words";
import { splitPath, type ProgramPlace } from "../address";
import { miniApi } from "../api";
import { backendOf, openedOf, openProgram, type OpenAnswer } from "../backend";
import { PromptsModel } from "../prompts/asks";
import { ShellModel } from "../shell/model";
import type { Referrer } from "../stage/programs";
import { device as handOut } from "./device";
import { progressOf, type Step } from "./steps";

export type Stage = { is: "opening" } | { is: "open"; answer: OpenAnswer } | { is: "wrong"; error: unknown };

interface ProgramWish {
  place: ProgramPlace;
  referrer: Referrer;
  container: RefObject<HTMLElement | null>;
  onExit: () => void;
  onOpen: (target: OpenTarget) => void;
}

const FIRST: ReadonlySet<Step> = new Set<Step>(["asked"]);

export function useProgram(wish: ProgramWish) {
  const { self, device } = useSelf();
  const { session } = useSession();
  const { language } = useWords();
  const [stage, setStage] = useState<Stage>({ is: "opening" });
  const [steps, setSteps] = useState<ReadonlySet<Step>>(FIRST);
  const step = useCallback((done: Step) => setSteps((before) => (before.has(done) ? before : new Set(before).add(done))), []);
  const [shell] = useState(() => new ShellModel());
  const [prompts] = useState(() => new PromptsModel(handOut));
  useLayoutEffect(() => {
    shell.stand({ exit: wish.onExit, open: wish.onOpen, container: () => sizeOf(wish.container.current) });
  });
  const isLab = session.instance.mode === "lab";
  const frame = useRef<HTMLIFrameElement>(null);
  const host = useRef<HostProgram | null>(null);

  // How it begins is settled when it starts; being asked for again is told to the running one.
  const [first] = useState(wish);
  useEffect(() => {
    let isWanted = true;
    const { page, query } = splitPath(first.place.path);
    openProgram(miniApi(self.id), first.place.appId, { version: first.place.version, path: page, query, scene: first.place.scene, look: first.place.look }).then(
      (answer) => {
        if (!isWanted) return;
        step("opened");
        setStage({ is: "open", answer });
      },
      (error: unknown) => isWanted && setStage({ is: "wrong", error }),
    );
    return () => {
      isWanted = false;
    };
  }, [self.id, first, step]);

  const answer = stage.is === "open" ? stage.answer : null;
  const launch = answer?.launch_token;
  const api = useMemo(() => miniApi(self.id, launch), [self.id, launch]);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!answer || !element) return;
    const { page, query } = splitPath(first.place.path);
    const backend: Backend = backendOf(api, answer, step, (words) => shell.console({ level: "warn", args: [words] }), device.hearken);
    const running = new HostProgram({
      frame: element,
      opened: openedOf(answer),
      launch: { path: page || answer.manifest.entry, query, scene: first.place.scene, referrerInfo: first.referrer },
      backend,
      prompts,
      shell,
      keepers: browserKeepers(self.id, answer.program.app_id),
      device: deviceIn(languageOf(language)),
    });
    host.current = running;
    running.start();
    const withdraw = isLab ? shownToDrivers(running) : undefined;
    return () => {
      withdraw?.();
      host.current = null;
      prompts.closeAll();
      running.close();
    };
    // The words of the house may change while a program runs; it is told so below, and not started again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [answer, api, first, prompts, shell, step, self.id]);

  useEffect(() => watchTheme((theme) => host.current?.setTheme(theme)), []);
  const shown = useSyncExternalStore(shell.listen, shell.snapshot);
  const asked = useSyncExternalStore(prompts.listen, prompts.snapshot);
  const progress = progressOf(shown.phase === "ready" ? new Set<Step>(["painted"]) : steps);
  return { api, stage, shown, asked, shell, prompts, frame, host, progress, onFrameLoad: () => step("frame") };
}

/** In a lab, whoever drives this browser finds the program that was opened last as `window.hutongMini`. */
function shownToDrivers(running: HostProgram): () => void {
  const place = window as { hutongMini?: HostProgram };
  place.hutongMini = running;
  return () => {
    if (place.hutongMini === running) delete place.hutongMini;
  };
}

function sizeOf(element: HTMLElement | null): { width: number; height: number } {
  const { clientWidth, clientHeight } = element ?? document.documentElement;
  return { width: clientWidth, height: clientHeight };
}

/** The device as the messenger is set on it: its own theme and language, whatever the system has. */
function deviceIn(language: "zh_CN" | "en"): Device {
  const own = browserDevice();
  return { ...own, facts: () => ({ ...own.facts(), language, theme: themeNow() }) };
}

const languageOf = (language: Language): "zh_CN" | "en" => (language === "zh-CN" ? "zh_CN" : "en");

function themeNow(): "light" | "dark" {
  return document.documentElement.dataset["theme"] === "dark" ? "dark" : "light";
}

function watchTheme(tell: (theme: "light" | "dark") => void): () => void {
  const watcher = new MutationObserver(() => tell(themeNow()));
  watcher.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  return () => watcher.disconnect();
}
