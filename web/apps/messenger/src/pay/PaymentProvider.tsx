/** Payments that somebody asks this person for: by a code, a link, a page, or a till that has scanned their code. */
import { ApiError, type PaymentDoor, type PaySheet as Sheet } from "@hutong/api";
import { createContext, lazy, Suspense, use, useCallback, useEffect, useMemo, useState, type ReactNode } from "react";
import { useDeviceState, useSelf } from "../app/session";
import { receiveCodeIn } from "./paying";

const OpenPayment = lazy(() => import("./OpenPayment"));

export type Opened = { is: "opening" } | { is: "open"; sheet: Sheet; returnUrl: string | null } | { is: "problem"; error: ApiError };

interface Payments {
  /** Opens a sheet for what a code, a link or a page says. */
  open: (door: PaymentDoor, returnUrl?: string | null) => Promise<void>;
  /** What became of the last one that was opened here. */
  outcome: { is: "none" } | { is: "paid"; returnUrl: string | null } | { is: "left"; problem?: string };
}

const Context = createContext<Payments | null>(null);
/** What the window hears when somebody goes to another page, by our links or the browser's own way back. */
const MOVES = ["popstate", "pushState", "replaceState"];

export function PaymentProvider({ children }: { children: ReactNode }) {
  const { api } = useSelf();
  const { paymentVersion } = useDeviceState();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [outcome, setOutcome] = useState<Payments["outcome"]>({ is: "none" });

  const open = useCallback(
    async (door: PaymentDoor, returnUrl: string | null = null) => {
      setOutcome({ is: "none" });
      setOpened({ is: "opening" });
      try {
        setOpened({ is: "open", sheet: await api.money.openPayment(door), returnUrl });
      } catch (error) {
        setOpened({ is: "problem", error: error instanceof ApiError ? error : new ApiError(0, "unexpected") });
      }
    },
    [api],
  );
  useEffect(() => {
    if (paymentVersion === 0) return;
    let isWanted = true;
    // One that waits at a till opens by itself; without a line it comes with the next push.
    api.money.pendingPayments().then(
      ({ items }) => isWanted && items[0] && setOpened((before) => before ?? { is: "open", sheet: items[0] as Sheet, returnUrl: null }),
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [api, paymentVersion]);

  const refused = opened?.is === "problem" ? opened.error.code : null;
  useEffect(() => {
    if (refused === null) return;
    const leave = () => {
      setOutcome({ is: "left", problem: refused });
      setOpened(null);
    };
    // Why there was nothing to pay belongs to the page where it was asked, and goes with it.
    for (const move of MOVES) window.addEventListener(move, leave);
    return () => {
      for (const move of MOVES) window.removeEventListener(move, leave);
    };
  }, [refused]);

  const value = useMemo(() => ({ open, outcome }), [open, outcome]);
  return (
    <Context value={value}>
      {children}
      {opened && (
        <Suspense fallback={null}>
          <OpenPayment
            opened={opened}
            onEnd={(end) => {
              setOutcome(end);
              setOpened(null);
            }}
          />
        </Suspense>
      )}
    </Context>
  );
}

export function usePayments(): Payments {
  const value = use(Context);
  if (!value) throw new Error("usePayments stands inside PaymentProvider");
  return value;
}

/** What a code says about money: somebody's receive code has a page of its own, everything else a sheet. */
export async function openPayment(text: string, payments: Payments, go: (path: string) => void): Promise<void> {
  const code = receiveCodeIn(text);
  if (code) go(`/pay/${code}`);
  else await payments.open({ text });
}
