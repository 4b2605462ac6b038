/** Who uses this tab, the API that speaks for them and the device that keeps their conversations. */
import { messengerApi, Unreachable, type Me, type MessengerApi, type Person, type Session } from "@hutong/api";
import { fromKept, type Device, type State } from "@hutong/sync";
import { browserDevice, watchNetwork } from "@hutong/sync/browser";
import { createContext, use, useCallback, useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from "react";
import { begunFetch, dropBegun, hasBegunSync } from "./begun";
import { findKept, forgetKept, keepOf } from "./kept";
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
  const [kept, setKept] = useState<Pick<State, "threads" | "personalSeq"> | null>(null);
  const leave = useCallback(() => {
    const leaving = personOfTab();
    if (leaving) void forgetKept(leaving);
    keepPersonOfTab(null);
    setKept(null);
    setPersonId(null);
    setSession((before) => (typeof before === "object" ? { ...before, person: null } : before));
  }, []);
  const api = useMemo(() => messengerApi({ personId, onSignInNeeded: leave, fetch: begunFetch }), [personId, leave]);
  const knownId = typeof session === "object" ? (session.person?.id ?? null) : null;

  const load = useCallback(async (wanted: string | null) => {
    try {
      let answer = await messengerApi({ personId: wanted, fetch: begunFetch }).session();
      // Whom this tab remembers may have left; whoever is signed in here otherwise is next.
      if (wanted !== null && answer.person === null) {
        void forgetKept(wanted);
        answer = await messengerApi().session();
        dropBegun();
      }
      if (answer.person === null) dropBegun();
      const found = answer.person?.id ?? null;
      keepPersonOfTab(found);
      setPersonId(found);
      setSession(answer);
    } catch (error) {
      // Without a line, what was kept is better than nothing.
      const found = error instanceof Unreachable ? await findKept(wanted) : null;
      if (found?.session.person) {
        setPersonId(found.session.person.id);
        setKept(fromKept(found));
      }
      setSession((before) => (typeof before === "object" ? before : (found?.session ?? "failed")));
    }
  }, []);

  useEffect(() => {
    // The first question of the page; its answer, not this effect, changes what is drawn.
    void Promise.resolve(personOfTab()).then(load);
  }, [load]);

  const device = useMemo(() => (knownId ? browserDevice(api, knownId, kept) : null), [api, knownId, kept]);
  useEffect(() => {
    if (!device) return;
    device.start();
    // What the page asked for already need not wait for the line.
    if (hasBegunSync()) void device.sync();
    const stopWatching = watchNetwork(device);
    return () => {
      stopWatching();
      device.stop();
    };
  }, [device]);
  useEffect(() => (device && typeof session === "object" ? keepOf(device, session) : undefined), [device, session]);

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
