/** What becomes of one page of others on a screen of ours: opened, heard, answered, led elsewhere. */
import type { FromPage, Params, ToPage } from "@hutong/shells/messages";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useSelf } from "../app/session";
import { Coming } from "./coming";
import { PageHost, type Abilities } from "./pageHost";
import { useAbilities } from "./useAbilities";
import { browserApi, follow, type Configured, type SignIn, type Way } from "./ways";

export type Place =
  | { is: "opening" }
  | { is: "frame"; way: Way; src: string; turn: number; host: PageHost | null }
  | { is: "window"; url: string }
  | { is: "wrong"; error: unknown };

export interface PageWish {
  url: string;
  /** The account whose thread or menu it stood in. */
  from: string | null;
  /** Whether an address may be shown here, and which; without it any may. */
  admit?: (url: string) => Promise<string>;
  /** It led to a screen of ours; `isPages`: by the page's own doing, after it was open. */
  onOurs: (path: string, isPages: boolean) => void;
  onClose: () => void;
  /** Each page that has come, and each that could not. */
  onCame?: (outcome: "load" | "error", url: string) => void;
  /** For a page inside a mini program. */
  miniProgram?: Abilities["miniProgram"];
}

export function usePage(wish: PageWish) {
  const { url, from } = wish;
  const { self } = useSelf();
  const api = useMemo(() => browserApi(self.id), [self.id]);
  const frame = useRef<HTMLIFrameElement>(null);
  const [place, setPlace] = useState<Place>({ is: "opening" });
  const [title, setTitle] = useState("");
  const [hasBack, setHasBack] = useState(false);
  const [question, setQuestion] = useState<{ url: string; question: SignIn } | null>(null);
  const [hasMenu, setHasMenu] = useState(true);
  const [configured, setConfigured] = useState<Configured | null>(null);
  const [isRecording, setRecording] = useState(false);
  /** The document that comes now is none of the site's: one of the gateway's. */
  const isGateways = useRef(false);
  const latest = useRef(wish);
  useEffect(() => {
    latest.current = wish;
  });
  const coming = useRef<Coming | null>(null);
  useEffect(() => {
    const made = new Coming((address) => latest.current.onCame?.("load", address));
    coming.current = made;
    return () => made.stop();
  }, []);
  const { abilities, asked } = useAbilities({
    config: api.config,
    told: setConfigured,
    close: wish.onClose,
    showMenu: setHasMenu,
    miniProgram: wish.miniProgram,
    api,
    records: () => setRecording(true),
    recorded: () => setRecording(false),
  });
  const tell = useCallback((origin: string, message: ToPage) => frame.current?.contentWindow?.postMessage(message, origin), []);

  const go = useCallback(
    async (wanted: string, isPages = false): Promise<void> => {
      const { admit, onCame, onOurs } = latest.current;
      try {
        const found = await follow(api, admit ? await admit(wanted) : wanted, from);
        if ("question" in found) return setQuestion(found);
        const { way } = found;
        if (way.kind === "ours") return onOurs(way.url, isPages);
        if (way.kind === "window") return setPlace({ is: "window", url: way.url });
        const { frame_origin: origin } = way;
        const event = (name: string, argv: Params) => origin && tell(origin, { hutong: "messenger", kind: "event", name, argv });
        const host = origin ? new PageHost(new URL(way.url).origin, origin, abilities, event) : null;
        isGateways.current = false;
        setConfigured(null);
        setHasMenu(true);
        setHasBack(false);
        setPlace((before) => ({ is: "frame", way, src: way.frame_url ?? "", turn: before.is === "frame" ? before.turn + 1 : 0, host }));
      } catch (error) {
        setPlace({ is: "wrong", error });
        onCame?.("error", wanted);
      }
    },
    [api, from, abilities, tell],
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
      if (data.kind === "here") {
        if (!host?.arrived(String(data.url), data.isNew === true)) return;
        if (data.isNew === true) coming.current?.told(String(data.url));
        setTitle(String(data.title).slice(0, 200));
        setHasBack(data.hasBack === true);
      } else if (data.kind === "call") {
        const { id } = data;
        void host?.call(String(data.name), Object(data.params)).then((result) => answer({ hutong: "messenger", kind: "answer", id: Number(id), result }));
      } else {
        isGateways.current = true;
        if (data.kind === "go") void go(String(data.url), true);
        else if (data.kind === "again") void go(host?.url || current.url);
        else if (data.kind === "failed") latest.current.onCame?.("error", current.url);
      }
    };
    window.addEventListener("message", hear);
    return () => window.removeEventListener("message", hear);
  }, [current, host, go]);
  useEffect(() => () => host?.leave(), [host]);

  const answerSignIn = async (isAllowed: boolean) => {
    if (!question) return;
    setQuestion(null);
    // Who refuses stays where they were; on a page that was only a way to the question there is nothing to stay on.
    if (!isAllowed) return place.is === "frame" && host?.url ? undefined : wish.onClose();
    try {
      const { redirect_url } = await api.signIn(question.url, from, "allow");
      if (redirect_url) await go(redirect_url);
    } catch (error) {
      setPlace({ is: "wrong", error });
    }
  };
  return {
    place, frame, title, hasBack, hasMenu, configured, isRecording, asked, question,
    /** What is shown, and the real address of the page in it. */
    current, host,
    address: host?.url || current?.url || "",
    answerSignIn: (isAllowed: boolean) => void answerSignIn(isAllowed),
    again: () => void go(host?.url || url),
    /** A step back in the page's own history. */
    back: () => current?.frame_origin && tell(current.frame_origin, { hutong: "messenger", kind: "back" }),
    onLoad: () => {
      const isSites = !isGateways.current;
      isGateways.current = false;
      if (isSites && current) coming.current?.loaded(host?.url || current.url);
    },
  };
}

export type Page = ReturnType<typeof usePage>;
