import { ApiError, type Packet } from "@hutong/api";
import { WarningIcon } from "@hutong/ui/icons";
import { useRef, useState } from "react";
import { useSelf } from "../../app/session";
import { useErrorWords } from "../../app/useErrorWords";
import { useWords } from "../../app/words";
import { PersonAvatar, personName } from "../../chat/peer";
import { Studs } from "./PacketView";

const KNOCK_MS = 520;
const OPEN_MS = 320;

/** The lacquer door: one knocks, it parts in the middle, and the luck is drawn while it knocks. */
export function PacketDoor({ packet, onOpened, onClose }: { packet: Packet; onOpened: () => void; onClose?: () => void }) {
  const { t } = useWords();
  const { api } = useSelf();
  const wordsFor = useErrorWords();
  const [stage, setStage] = useState<"closed" | "knocking" | "parting">("closed");
  const [problem, setProblem] = useState<string | null>(null);
  const isAsked = useRef(false);
  const name = personName(packet.from);

  const knock = async () => {
    if (isAsked.current) return;
    isAsked.current = true;
    setStage("knocking");
    setProblem(null);
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const after = (ms: number) => new Promise((done) => setTimeout(done, isStill ? 0 : ms));
    try {
      await Promise.all([api.money.openPacket(packet.id), after(KNOCK_MS)]);
      setStage("parting");
      await after(OPEN_MS);
      onOpened();
    } catch (error) {
      // Somebody was quicker, or the day is over: then the list is what there is to see.
      if (error instanceof ApiError && error.status === 409) return onOpened();
      setStage("closed");
      setProblem(wordsFor(error));
      isAsked.current = false;
    }
  };
  return (
    <div className={`packet-door packet-${stage}`}>
      <span className="packet-leaf packet-left" aria-hidden="true">
        <Studs />
      </span>
      <span className="packet-leaf packet-right" aria-hidden="true">
        <Studs />
      </span>
      <div className="packet-front">
        <p className="packet-from">
          <PersonAvatar person={packet.from} size={56} />
          {t("packet.of", { name })}
        </p>
        <h3 className="packet-blessing">{packet.greeting}</h3>
        <button type="button" className="knock" autoFocus onClick={() => void knock()} aria-label={t("packet.open")}>
          <span className="knocker" aria-hidden="true" />
          <span aria-hidden="true">{t("packet.knock")}</span>
        </button>
        {problem && (
          <p className="packet-problem" role="alert">
            <WarningIcon weight="bold" aria-hidden="true" /> {problem}
          </p>
        )}
        {onClose && (
          <button type="button" className="packet-later" onClick={onClose}>
            {t("packet.later")}
          </button>
        )}
      </div>
    </div>
  );
}
