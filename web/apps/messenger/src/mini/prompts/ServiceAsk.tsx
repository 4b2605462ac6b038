/** open-type="contact": on to the conversation with those who look after the program. */
import { useEffect, useRef } from "react";
import { useLocation } from "wouter";
import { useSay } from "../../app/toasts";
import { useErrorWords } from "../../app/useErrorWords";
import type { MiniApi } from "../api";
import type { AskOf } from "./asks";

export default function ServiceAsk({ ask, appId, api }: { ask: AskOf<"service">; appId: string; api: MiniApi }) {
  const [, go] = useLocation();
  const say = useSay();
  const wordsFor = useErrorWords();
  const hasBegun = useRef(false);
  useEffect(() => {
    if (hasBegun.current) return;
    hasBegun.current = true;
    api.contact(appId, ask.asked.sessionFrom).then(
      ({ conversation_id }) => {
        ask.answer(true);
        go(`/c/${conversation_id}`);
      },
      (error: unknown) => {
        ask.answer(null);
        say(wordsFor(error));
      },
    );
  }, [api, appId, ask, go, say, wordsFor]);
  return null;
}
