/** Who uses this tab, the API that speaks for them and the device that keeps their conversations. */
import { messengerApi, type Me, type MessengerApi, type Person, type Session } from "@hutong/api";
import { type Device, type State } from "@hutong/sync";
import { browserDevice, watchNetwork } from "@hutong/sync/browser";
import { createContext, use, useCallback, useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from "react";
import { keepPersonOfTab, personOfTab } from "./preferences";

interface SessionContext {
  session: Session;
  api: MessengerApi;
  device: Device | null;
  /** This tab has become somebody: ask the server who. */
  refresh(personId: string): Promise<void>;
  /** Signed out: this tab is nobody, whoever else is signed in in this browser. */
  leave(): void;
  replacePerson(person: Me): void;
}

const Context = createContext<SessionContext | null>(null);

interface SessionProviderProps {
  children: ReactNode;
  waiting: ReactNode;
  failed: (retry: () => void) => ReactNode;
}

export function SessionProvider({ children, waiting, failed }: SessionProviderProps) {
  const [personId, setPersonId] = useState(personOfTab);
  const [session, setSession] = useState<Session | "waiting" | "failed">("waiting");
  const leave = useCallback(() => {
    keepPersonOfTab(null);
    setPersonId(null);
    setSession((before) => (typeof before === "object" ? { ...before, person: null } : before));
  }, []);
  const api = useMemo(() => messengerApi({ personId, onSignInNeeded: leave }), [personId, leave]);
  const knownId = typeof session === "object" ? (session.person?.id ?? null) : null;

  const load = useCallback(async (wanted: string | null) => {
    try {
      let answer = await messengerApi({ personId: wanted }).session();
      // Whom this tab remembers may have left; whoever is signed in here otherwise is next.
      if (wanted !== null && answer.person === null) answer = await messengerApi().session();
      const found = answer.person?.id ?? null;
      keepPersonOfTab(found);
      setPersonId(found);
      setSession(answer);
    } catch {
      setSession((before) => (typeof before === "object" ? before : "failed"));
    }
  }, []);

  useEffect(() => {
    // The first question of the page; its answer, not this effect, changes what is drawn.
    void Promise.resolve(personOfTab()).then(load);
  }, [load]);

  const device = useMemo(() => (knownId ? browserDevice(api, knownId) : null), [api, knownId]);
  useEffect(() => {
    if (!device) return;
    device.start();
    const stopWatching = watchNetwork(device);
    return () => {
      stopWatching();
      device.stop();
    };
  }, [device]);

  const value = useMemo<SessionContext | null>(() => {
    if (typeof session !== "object") return null;
    return {
      session,
      api,
      device,
      refresh: load,
      leave,
      replacePerson: (person) => setSession({ ...session, person }),
    };
  }, [session, api, device, load, leave]);

  if (!value) return session === "failed" ? failed(() => void load(personOfTab())) : waiting;
  return <Context value={value}>{children}</Context>;
}

export function useSession(): SessionContext {
  const value = use(Context);
  if (!value) throw new Error("useSession stands inside SessionProvider");
  return value;
}

/** For screens that only a signed-in person sees. */
export function useSelf(): { self: Person; api: MessengerApi; device: Device } {
  const { session, api, device } = useSession();
  if (!session.person || !device) throw new Error("useSelf stands behind the sign-in gate");
  return { self: session.person, api, device };
}

export function useDeviceState(): State {
  const { device } = useSelf();
  return useSyncExternalStore(device.subscribe, device.snapshot);
}
