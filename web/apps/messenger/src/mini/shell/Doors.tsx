/** While a program comes: its sign on a closed door, how far it is, and the door that opens from the middle. */
import { Avatar, Button } from "@hutong/ui";
import { useEffect, useState } from "react";
import { useSelf } from "../../app/session";
import { useWords } from "../../app/words";
import type { ProgramCard } from "../api";

interface DoorsProps {
  program: ProgramCard | null;
  /** 0 to 1, of what really has arrived. */
  progress: number;
  isOpen: boolean;
  onAgain: () => void;
}

const OPENS_MS = 400;
/** A program that is there at once needs no words about waiting. */
const SLOW_MS = 6_000;

export function Doors({ program, progress, isOpen, onAgain }: DoorsProps) {
  const { t } = useWords();
  const { api } = useSelf();
  const [isGone, setGone] = useState(false);
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    if (!isOpen) return;
    const timer = setTimeout(() => setGone(true), OPENS_MS);
    return () => clearTimeout(timer);
  }, [isOpen]);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  if (isGone) return null;
  return (
    <div className={isOpen ? "doors doors-open" : "doors"} aria-hidden={isOpen}>
      <i className="door-leaf" />
      <i className="door-leaf" />
      <div className="door-sign">
        {program ? (
          <Avatar shape="place" name={program.name} picture={program.avatar_url && api.mediaUrl(program.avatar_url)} colour={program.colour} size={72} />
        ) : (
          <span className="door-blank" />
        )}
        <h2 dir="auto">{program?.name ?? "\u00a0"}</h2>
        <div className="door-bar" role="progressbar" aria-label={t("mini.opening")} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(progress * 100)}>
          <i style={{ scale: `${progress} 1` }} />
        </div>
        <div className="door-slow" role="status">
          {isSlow && !isOpen && (
            <>
              <p>{t("mini.slow")}</p>
              <Button size="small" onClick={onAgain}>
                {t("mini.startAgain")}
              </Button>
            </>
          )}
        </div>
      </div>
    </div>
  );
}
