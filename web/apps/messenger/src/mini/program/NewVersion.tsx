/** Says that there is another version since this one was opened. A developer's own is started at once. */
import { Button } from "@hutong/ui";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useSelf } from "../../app/session";
import { useWords } from "../../app/words";
import type { MiniApi } from "../api";
import type { OpenAnswer } from "../backend";

interface NewVersionProps {
  answer: OpenAnswer;
  api: MiniApi;
  /** Grows each time the program is asked for again: then it is worth a look. */
  turn: number;
  onAgain: () => void;
}

export function NewVersion({ answer, api, turn, onAgain }: NewVersionProps) {
  const { t } = useWords();
  const { device } = useSelf();
  const { program, version } = answer;
  const news = useSyncExternalStore(device.subscribe, () => device.snapshot().programNews);
  const [isLater, setLater] = useState(false);
  const [newest, setNewest] = useState(version.digest);
  const isTold = news !== null && news.app_id === program.app_id && news.version === version.kind && news.digest !== version.digest;
  useEffect(() => {
    if (isTold && version.kind === "develop") onAgain();
  }, [isTold, version.kind, onAgain]);
  useEffect(() => {
    if (turn === 0) return;
    let isWanted = true;
    // Without an answer the one that is open is as good as any.
    api.newest(program.app_id, version.kind).then(({ digest }) => isWanted && setNewest(digest), () => undefined);
    return () => {
      isWanted = false;
    };
  }, [api, program.app_id, version.kind, turn]);
  if (isLater || (!isTold && newest === version.digest)) return null;
  return (
    <div className="new-version" role="status">
      <span>{t("mini.newVersion")}</span>
      <Button size="small" look="plain" onClick={() => setLater(true)}>
        {t("mini.later")}
      </Button>
      <Button size="small" look="door" onClick={onAgain}>
        {t("mini.newVersionDo")}
      </Button>
    </div>
  );
}
