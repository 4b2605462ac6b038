import type { Conversation } from "@hutong/api";
import { Button, Sheet } from "@hutong/ui";
import { useState } from "react";
import { useSelf } from "../app/session";
import { useSay } from "../app/toasts";
import { useWords } from "../app/words";
import { peerName } from "./peer";

/** Asks first, then offers to undo: a whole history is much. */
export function useClearHistory(conversation: Conversation) {
  const [isAsking, setAsking] = useState(false);
  return { ask: () => setAsking(true), sheet: isAsking && <ClearSheet conversation={conversation} onDone={() => setAsking(false)} /> };
}

export function ClearSheet({ conversation, onDone }: { conversation: Conversation; onDone: () => void }) {
  const { t } = useWords();
  const { device } = useSelf();
  const say = useSay();
  const clear = () => {
    onDone();
    say(t("thread.cleared"), { label: t("app.undo"), run: device.clearHistory(conversation.id) });
  };
  return (
    <Sheet title={t("thread.clearTitle", { name: peerName(conversation.peer) })} closeLabel={t("app.close")} onClose={onDone}>
      <p className="sheet-text">{t("thread.clearHelp")}</p>
      <Button look="danger" onClick={clear} wide>
        {t("thread.clear")}
      </Button>
    </Sheet>
  );
}
