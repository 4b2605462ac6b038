import type { Wallet } from "@hutong/api";
import { useEffect, useRef } from "react";
import { useDeviceState, useSelf } from "../app/session";
import { useAnswer, type Answer } from "../app/useAnswer";

/**
 * An answer about money: asked again whenever the server says that something has moved, or `version` is another one, and
 * shown until the new one comes.
 */
export function useMoneyAnswer<T>(key: string, ask: () => Promise<T>, version = ""): Answer<T> & { again: () => void } {
  const { walletVersion } = useDeviceState();
  const answer = useAnswer(key, ask);
  const now = `${walletVersion} ${version}`;
  const seen = useRef(now);
  const { again } = answer;
  useEffect(() => {
    if (seen.current === now) return;
    seen.current = now;
    again();
  }, [now, again]);
  return answer;
}

export function useWallet(): Answer<Wallet> & { again: () => void } {
  const { api } = useSelf();
  return useMoneyAnswer("wallet", () => api.money.wallet());
}
