/** Programs in the lane: those at hand and opened of late as tiles, those that a search finds as rows. */
import { Avatar, ListRow } from "@hutong/ui";
import { KeptIcon, ProgramIcon, VerifiedIcon } from "@hutong/ui/icons";
import { useEffect, useMemo, useState } from "react";
import { Link } from "wouter";
import { useBrowserLocation } from "wouter/use-browser-location";
import { useSelf } from "../../app/session";
import { useAnswer } from "../../app/useAnswer";
import { useWords } from "../../app/words";
import { programPath, SCENE } from "../address";
import { miniApi, type ProgramCard } from "../api";
import { isProgramPath } from "../stage/behind";
import { shelf } from "./shelf";
import "./discover.css";

const MOST_TILES = 8;
/** So many that one meets somebody new, so few that the accounts below are still in sight. */
const MOST_NEW = 5;

interface LaneProgramsProps {
  q: string;
  /** Tells whether anything was found, so that "nothing" is said only of everything together. */
  onFound?: (count: number) => void;
}

export default function LanePrograms({ q, onFound }: LaneProgramsProps) {
  const { self } = useSelf();
  const api = useMemo(() => miniApi(self.id), [self.id]);
  return q === "" ? <Shelf api={api} /> : <Found q={q} api={api} onFound={onFound} />;
}

function Shelf({ api }: { api: ReturnType<typeof miniApi> }) {
  const { t } = useWords();
  const [path] = useBrowserLocation();
  const isAway = isProgramPath(path);
  const [{ tiles, others }, setShelf] = useState<ReturnType<typeof shelf>>({ tiles: [], others: [] });
  useEffect(() => {
    let isWanted = true;
    // What was opened meanwhile stands first when one comes back; without an answer what is there stays.
    Promise.all([api.recent(), api.mine(), api.search("")]).then(
      ([recent, mine, all]) => isWanted && setShelf(shelf(recent.items, mine.items, all.items)),
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [api, isAway]);
  if (tiles.length === 0 && others.length === 0) return null;
  return (
    <section className="programs" aria-label={t("mini.programs")}>
      {tiles.length > 0 && (
        <ul className="program-tiles">
          {tiles.slice(0, MOST_TILES).map(({ card, isMine }) => (
            <li key={card.app_id}>
              <Link href={programPath({ appId: card.app_id, scene: isMine ? SCENE.mine : SCENE.history })}>
                <Sign card={card} size={52} />
                {isMine && <KeptIcon weight="fill" className="program-kept" aria-label={t("mini.isMine")} />}
                <span dir="auto">{card.name}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && <Rows cards={others.slice(0, MOST_NEW)} scene={SCENE.discover} label={t("mini.programs")} />}
    </section>
  );
}

function Found({ q, api, onFound }: { q: string; api: ReturnType<typeof miniApi>; onFound: LaneProgramsProps["onFound"] }) {
  const { t } = useWords();
  const answer = useAnswer(q, () => api.search(q));
  const cards = answer.state === "here" ? answer.value.items : [];
  const count = answer.state === "waiting" ? null : cards.length;
  useEffect(() => {
    if (count !== null) onFound?.(count);
  }, [count, onFound]);
  if (cards.length === 0) return null;
  return (
    <section className="programs" aria-label={t("mini.programs")}>
      <h2 className="programs-title">{t("mini.programs")}</h2>
      <Rows cards={cards} scene={SCENE.search} label={t("mini.programs")} />
    </section>
  );
}

function Rows({ cards, scene, label }: { cards: readonly ProgramCard[]; scene: number; label: string }) {
  const { t } = useWords();
  return (
    <ul className="rows-plain" aria-label={label}>
      {cards.map((card) => (
        <li key={card.app_id}>
          <Link href={programPath({ appId: card.app_id, scene })} className="row">
            <ListRow
              lead={<Sign card={card} size={48} />}
              title={
                <>
                  <span dir="auto">{card.name}</span>
                  {card.verified && <VerifiedIcon weight="fill" className="verified" aria-label={t("account.verified")} />}
                </>
              }
              note={card.intro || card.owner}
              mark={<ProgramIcon className="row-mark" role="img" aria-label={t("mini.program")} />}
            />
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Sign({ card, size }: { card: ProgramCard; size: number }) {
  const { api } = useSelf();
  return <Avatar shape="place" name={card.name} picture={card.avatar_url && api.mediaUrl(card.avatar_url)} colour={card.colour} size={size} />;
}
