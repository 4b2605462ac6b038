/** A page of a program as a card: what it will look like, and the chat it goes to. */
import { inListOrder } from "@hutong/sync";
import { Avatar, EmptyState, ListRow } from "@hutong/ui";
import { useEffect, useMemo, useState } from "react";
import { useDeviceState, useSelf } from "../../app/session";
import { useSay } from "../../app/toasts";
import { useErrorWords } from "../../app/useErrorWords";
import { useWords } from "../../app/words";
import { PeerAvatar } from "../../chat/peer";
import { peerName } from "../../chat/peerNames";
import { Activity } from "../../chat/bodies/Activity";
import type { MiniApi, ProgramCard } from "../api";
import type { AskOf } from "./asks";
import { Layer } from "./Layer";

const MOST_CHATS = 50;

export default function ShareSheet({ ask, program, api: mini }: { ask: AskOf<"share">; program: ProgramCard; api: MiniApi }) {
  const { t } = useWords();
  const { api } = useSelf();
  const say = useSay();
  const wordsFor = useErrorWords();
  const state = useDeviceState();
  const { title, path, image, activity } = ask.asked;
  const shownTitle = (title || program.name).slice(0, 128);
  const picture = usePicture(image);
  const [sendingTo, setSendingTo] = useState<string | null>(null);
  // Sent again after a refusal it is still the same message.
  const [clientId] = useState(() => crypto.randomUUID());
  const chats = inListOrder(state).filter(({ conversation }) => conversation.peer.kind !== "app").slice(0, MOST_CHATS);
  const send = async (id: string) => {
    setSendingTo(id);
    try {
      const blob = await bytesOf(image);
      const thumb = blob && (await api.upload("image", "card", blob));
      const card = { title: shownTitle, page: path.slice(0, 1_024) };
      if (activity) await mini.shareActivity(program.app_id, activity.id, { ...card, conversation_id: id, client_id: clientId, upload_id: thumb?.upload_id ?? null, words: activity.words });
      else await api.send(id, clientId, { ...card, kind: "program", app_id: program.app_id, ...(thumb ? { upload_id: thumb.upload_id } : {}) });
      say(t("browser.sent"));
      ask.answer(true);
    } catch (error) {
      say(wordsFor(error));
      setSendingTo(null);
    }
  };
  return (
    <Layer title={t("mini.shareTo")} onClose={() => ask.answer(null)}>
      <div className="share-preview">
        <small>
          <Avatar shape="place" name={program.name} picture={program.avatar_url && api.mediaUrl(program.avatar_url)} colour={program.colour} size={20} />
          <span dir="auto">{program.name}</span>
        </small>
        <b dir="auto">{shownTitle}</b>
        {activity?.words["room_limit"] && <Activity state="open" words={activity.words} />}
        {picture && <img src={picture} alt="" referrerPolicy="no-referrer" />}
      </div>
      {chats.length === 0 && <EmptyState small title={t("article.noChats")}>{t("mini.noChatsHelp")}</EmptyState>}
      <ul className="mini-chats" aria-label={t("article.chats")}>
        {chats.map(({ conversation: { id, peer } }, index) => (
          <li key={id}>
            <button type="button" className="row" data-first={index === 0 || undefined} disabled={sendingTo !== null} aria-busy={sendingTo === id} onClick={() => void send(id)}>
              <ListRow lead={<PeerAvatar peer={peer} size={40} />} title={<span dir="auto">{peerName(peer)}</span>} />
            </button>
          </li>
        ))}
      </ul>
    </Layer>
  );
}

function usePicture(image: string | Blob | undefined): string | null {
  const url = useMemo(() => (image instanceof Blob ? URL.createObjectURL(image) : (image ?? null)), [image]);
  useEffect(() => (image instanceof Blob && url ? () => URL.revokeObjectURL(url) : undefined), [image, url]);
  return url;
}

/** A card without its picture is better than none. */
async function bytesOf(image: string | Blob | undefined): Promise<Blob | null> {
  if (!image) return null;
  if (image instanceof Blob) return image;
  const answer = await fetch(image, { credentials: "omit" }).catch(() => null);
  return answer?.ok ? answer.blob() : null;
}
