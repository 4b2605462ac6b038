import type { AccountCard, Entry } from "@hutong/api";
import { createContext, lazy, Suspense, use, useCallback, useState, type ReactNode } from "react";

const ComplaintSheet = lazy(() => import("./ComplaintSheet"));

export interface Complaining {
  account: AccountCard;
  /** What it is about, when it is about one thing. */
  entry: Entry | null;
}

const Context = createContext<(account: AccountCard, entry?: Entry) => void>(() => undefined);

/** Opens the sheet on which one complains of an account, wherever one meets it. */
export function ComplaintProvider({ children }: { children: ReactNode }) {
  const [about, setAbout] = useState<Complaining | null>(null);
  const complain = useCallback((account: AccountCard, entry?: Entry) => setAbout({ account, entry: entry ?? null }), []);
  return (
    <Context value={complain}>
      {children}
      {about && (
        <Suspense>
          <ComplaintSheet {...about} onClose={() => setAbout(null)} />
        </Suspense>
      )}
    </Context>
  );
}

export const useComplain = () => use(Context);
