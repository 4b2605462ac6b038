/** wx.requestPayment: the messenger's one sheet for money is opened, and the program hears only how it ended. */
import { useEffect, useRef } from "react";
import { usePayments } from "../../pay/PaymentProvider";
import type { AskOf } from "./asks";

export default function PaymentAsk({ ask, appId }: { ask: AskOf<"payment">; appId: string }) {
  const { open, outcome } = usePayments();
  const state = useRef<"new" | "open" | "over">("new");
  useEffect(() => {
    if (state.current !== "new") return;
    state.current = "open";
    // The appid is that of the program that runs here, whatever it says itself.
    void open({ invocation: { ...ask.asked, appId } });
  }, [ask, appId, open]);
  const hasAsked = useRef(false);
  useEffect(() => {
    if (outcome.is === "none") hasAsked.current = true;
    if (outcome.is === "none" || !hasAsked.current || state.current !== "open") return;
    state.current = "over";
    if (outcome.is === "paid") ask.answer("paid");
    else ask.answer(outcome.problem ? { failed: outcome.problem.replaceAll("_", " ") } : "cancelled");
  }, [outcome, ask]);
  return null;
}
