/** Where programs stand: the one in front beside the messenger or over it, the others out of sight for a while. */
import type { OpenTarget } from "@hutong/engine/host";
import { lazy, Suspense, useEffect, useLayoutEffect, useReducer, useRef } from "react";
import { useLocation, useSearch } from "wouter";
import { useWords } from "../../app/words";
import { programAt, programPath, SCENE, type ProgramPlace } from "../address";
import { stepBack } from "../../app/stepBack";
import { cameFromHere } from "./behind";
import { bring, closed, comeBack, EMPTY, front, putBehind, startedAgain, swept, type Referrer, type Running, type Stage } from "./programs";
import { stepsHere, wasHere } from "./useHistoryDepth";
import "./stage.css";

const Program = lazy(() => import("../program/Program"));

type Act =
  | { do: "bring"; place: ProgramPlace; referrer: Referrer; now: number }
  | { do: "comeBack"; place: ProgramPlace; referrer: Referrer; now: number }
  | { do: "putBehind"; now: number }
  | { do: "close"; key: number }
  | { do: "again"; key: number }
  | { do: "sweep"; now: number };

const SWEEP_EVERY_MS = 30_000;

function next(stage: Stage, act: Act): Stage {
  switch (act.do) {
    case "bring":
      return bring(stage, act.place, act.referrer, act.now);
    case "comeBack":
      return comeBack(stage, act.place, act.referrer, act.now);
    case "putBehind":
      return putBehind(stage, act.now);
    case "close":
      return closed(stage, act.key);
    case "again":
      return startedAgain(stage, act.key);
    case "sweep":
      return swept(stage, act.now);
  }
}

export default function MiniStage() {
  const { t } = useWords();
  const [path, go] = useLocation();
  const search = useSearch();
  const [stage, act] = useReducer(next, EMPTY);
  /** Who sends the person to the program that opens next, and with what. */
  const referrer = useRef<Referrer>({});
  useEffect(() => {
    const place = programAt(path, search);
    if (place) act({ do: wasHere() ? "comeBack" : "bring", place, referrer: referrer.current, now: Date.now() });
    else act({ do: "putBehind", now: Date.now() });
    referrer.current = {};
  }, [path, search]);
  const inFront = front(stage);
  const opener = useRef<HTMLElement | null>(null);
  const isShown = inFront !== null;
  useLayoutEffect(() => {
    if (!isShown) return;
    opener.current = document.activeElement as HTMLElement | null;
    return () => {
      // Back to where one came from, when it is still there and nothing else has the focus by now.
      if (opener.current?.isConnected && (document.activeElement === document.body || document.activeElement?.closest(".stage"))) opener.current.focus();
    };
  }, [isShown]);
  const hasBehind = stage.running.some(({ hiddenAt }) => hiddenAt !== null);
  useEffect(() => {
    if (!hasBehind) return;
    const timer = setInterval(() => act({ do: "sweep", now: Date.now() }), SWEEP_EVERY_MS);
    return () => clearInterval(timer);
  }, [hasBehind]);

  const leave = () => {
    // What one came from is the step before the program's first.
    if (cameFromHere()) stepBack(stepsHere());
    else go("/lane", { replace: true });
  };
  const open = ({ place: from, key, referrer: { appId: openedBy } }: Running) => (target: OpenTarget) => {
    if (target.how === "restart") return act({ do: "again", key });
    referrer.current = { appId: from.appId, ...(target.extraData === undefined ? {} : { extraData: target.extraData }) };
    // The program that opened this one is the step before its first; one that nobody opened has nowhere to go back to.
    if (target.how === "back") return openedBy ? stepBack(stepsHere()) : undefined;
    go(programPath({ appId: target.appId, path: target.path, scene: SCENE.program, version: target.version }));
  };
  return (
    <aside className={inFront ? "stage" : "stage stage-empty"} aria-label={t("mini.stage")}>
      <Suspense fallback={null}>
        {stage.running.map((running) => (
          <Program
            key={running.key}
            running={running}
            isFront={running === inFront}
            onLeave={leave}
            onAgain={() => act({ do: "again", key: running.key })}
            onOpen={open(running)}
          />
        ))}
      </Suspense>
    </aside>
  );
}
