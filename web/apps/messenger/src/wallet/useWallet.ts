import type { Wallet } from "@hutong/api";
import { useEffect, useRef } from "react";
import { useDeviceState, useSelf } from "../app/session";
import { useAnswer, type Answer } from "../app/useAnswer";

/** An answer about money: asked again whenever the server says that something has moved, and shown until the new one comes. */
export function useMoneyAnswer<T>(key: string, ask: () => Promise<T>): Answer<T> & { again: () => void } {
  const { walletVersion } = useDeviceState();
  const answer = useAnswer(key, ask);
  const seen = useRef(walletVersion);
  const { again } = answer;
  useEffect(() => {
    if (seen.current === walletVersion) return;
    seen.current = walletVersion;
    again();
  }, [walletVersion, again]);
  return answer;
}

export function useWallet(): Answer<Wallet> & { again: () => void } {
  const { api } = useSelf();
  return useMoneyAnswer("wallet", () => api.money.wallet());
}
