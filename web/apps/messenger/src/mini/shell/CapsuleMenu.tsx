/** What one can do with a program as a whole. */
import { Avatar } from "@hutong/ui";
import { BugIcon, ComplaintIcon, InfoIcon, KeptIcon, RetryIcon, SendIcon, SettingsIcon, VerifiedIcon, type Icon } from "@hutong/ui/icons";
import { useState, useSyncExternalStore } from "react";
import { useSelf } from "../../app/session";
import { useSay } from "../../app/toasts";
import { useAnswer } from "../../app/useAnswer";
import { useErrorWords } from "../../app/useErrorWords";
import { useWords } from "../../app/words";
import type { MiniApi, ProgramCard } from "../api";
import { Layer } from "../prompts/Layer";
import type { ShellModel } from "./model";

interface CapsuleMenuProps {
  card: ProgramCard | null;
  appId: string;
  api: MiniApi;
  shell: ShellModel;
  isTester: boolean;
  canShare: boolean;
  onShare: () => void;
  onAgain: () => void;
  onPage: (page: "settings" | "about" | "feedback" | "developer") => void;
  onClose: () => void;
}

export default function CapsuleMenu({ card, appId, api, shell, isTester, canShare, onShare, onAgain, onPage, onClose }: CapsuleMenuProps) {
  const { t } = useWords();
  const { api: messenger } = useSelf();
  const say = useSay();
  const wordsFor = useErrorWords();
  const { errors } = useSyncExternalStore(shell.listen, shell.consoleSnapshot);
  const mine = useAnswer(appId, () => api.mine());
  const [changed, setChanged] = useState<boolean | null>(null);
  const isKept = changed ?? (mine.state === "here" && mine.value.items.some(({ app_id }) => app_id === appId));
  const keep = async () => {
    try {
      await api.keep(appId, !isKept);
      setChanged(!isKept);
      say(t(isKept ? "mini.notMine" : "mini.isMine"));
    } catch (error) {
      say(wordsFor(error));
    }
  };
  const name = card?.name ?? appId;
  return (
    <Layer hasOwnTitle title={t("mini.more", { name })} onClose={onClose}>
      {card && (
        <button type="button" className="capsule-head" onClick={() => onPage("about")}>
          <Avatar shape="place" name={card.name} picture={card.avatar_url && messenger.mediaUrl(card.avatar_url)} colour={card.colour} size={48} />
          <span>
            <b dir="auto">{card.name}</b>
            <small>
              {card.verified && <VerifiedIcon weight="fill" aria-label={t("account.verified")} />}
              <span dir="auto">{card.owner}</span>
            </small>
          </span>
        </button>
      )}
      <ul className="capsule-tiles">
        <Tile icon={SendIcon} word={t("mini.share")} isFirst isOff={!canShare} note={canShare ? null : t("mini.shareOff")} run={onShare} />
        <Tile icon={KeptIcon} isFilled={isKept} word={t(isKept ? "mini.unkeep" : "mini.keep")} run={() => void keep()} />
        {card && <Tile icon={SettingsIcon} word={t("mini.settings")} run={() => onPage("settings")} />}
        {card && <Tile icon={InfoIcon} word={t("mini.about")} run={() => onPage("about")} />}
        <Tile icon={RetryIcon} word={t("mini.reload")} run={() => (onClose(), onAgain())} />
        {card && <Tile icon={ComplaintIcon} word={t("mini.feedback")} run={() => onPage("feedback")} />}
        {isTester && <Tile icon={BugIcon} word={errors.length > 0 ? t("mini.errorsOf", { count: errors.length }) : t("mini.developer")} isAlive={errors.length > 0} run={() => onPage("developer")} />}
      </ul>
      <button type="button" className="mini-actions-end" onClick={onClose}>
        {t("mini.cancel")}
      </button>
    </Layer>
  );
}

interface TileProps {
  icon: Icon;
  word: string;
  note?: string | null;
  isFirst?: boolean;
  isOff?: boolean;
  isFilled?: boolean;
  isAlive?: boolean;
  run: () => void;
}

function Tile({ icon: Sign, word, note, isFirst, isOff, isFilled, isAlive, run }: TileProps) {
  return (
    <li>
      <button type="button" disabled={isOff} title={note ?? undefined} data-first={(isFirst && !isOff) || undefined} onClick={run}>
        <i className={isAlive ? "tile-alive" : isFilled ? "tile-on" : undefined}>
          <Sign weight={isFilled ? "fill" : "regular"} aria-hidden="true" />
        </i>
        <span>{word}</span>
        {note && <span className="sr">{note}</span>}
      </button>
    </li>
  );
}
