/** Beside a thread on a desk: who it is with, what was sent, and how it is set up. */
import type { Entry } from "@hutong/api";
import type { Thread } from "@hutong/sync";
import { Button, IconButton, LinkButton, Switch } from "@hutong/ui";
import { ClearIcon, CloseIcon, FileIcon, MutedIcon, PinIcon, VerifiedIcon } from "@hutong/ui/icons";
import { useMemo } from "react";
import { useLocation } from "wouter";
import { useSelf } from "../app/session";
import { fullTime, size } from "../app/time";
import { useWords } from "../app/words";
import { PeerAvatar, peerName, peerPath } from "./peer";
import { useClearHistory } from "./useClearHistory";
import { useViewer, ViewerProvider } from "./viewer/context";
import "../people/pages.css";

const PICTURES = 9;
const FILES = 5;

export function Details({ thread, onClose }: { thread: Thread; onClose: () => void }) {
  const { t } = useWords();
  const { device } = useSelf();
  const [, go] = useLocation();
  const { conversation } = thread;
  const clear = useClearHistory(conversation);
  const { peer, muted, pinned, id } = conversation;
  const path = peerPath(conversation);
  return (
    <aside className="details" aria-label={t("details.title")}>
      <header className="details-head">
        <h2>{t("details.title")}</h2>
        <IconButton label={t("app.close")} icon={CloseIcon} onClick={onClose} />
      </header>
      <div className="details-who">
        <PeerAvatar peer={peer} size={76} />
        <h3 dir="auto">{peerName(peer)}</h3>
        {peer.kind === "group" && <p>{t("group.count", { count: peer.people.length + (conversation.can_write ? 1 : 0) })}</p>}
        {peer.kind === "app" && (
          <>
            <p className={peer.account.verified ? "details-verified" : undefined}>
              {peer.account.verified && <VerifiedIcon weight="fill" aria-hidden="true" />}
              {peer.account.verified ? t("account.verifiedAs", { owner: peer.account.owner_name }) : t(`account.kind.${peer.account.kind}`)}
            </p>
            {peer.account.intro && <p dir="auto">{peer.account.intro}</p>}
          </>
        )}
        <LinkButton
          size="small"
          href={path}
          onClick={(event) => {
            event.preventDefault();
            go(path);
          }}
        >
          {peer.kind === "app" ? t("thread.openAccount") : t(peer.kind === "group" ? "group.title" : "thread.profile")}
        </LinkButton>
      </div>
      <div className="card-rows">
        <Switch label={t("details.pinned")} icon={PinIcon} on={pinned} onChange={(on) => device.changeSettings(id, { pinned: on })} />
        <Switch label={t("details.muted")} help={t("details.mutedHelp")} icon={MutedIcon} on={muted} onChange={(on) => device.changeSettings(id, { muted: on })} />
      </div>
      <ViewerProvider thread={thread}>
        <Sent entries={thread.entries} />
      </ViewerProvider>
      <Button look="danger" icon={ClearIcon} onClick={clear.ask} wide>
        {t("thread.clear")}
      </Button>
      {clear.sheet}
    </aside>
  );
}

function Sent({ entries }: { entries: readonly Entry[] }) {
  const { t, language } = useWords();
  const { api } = useSelf();
  const view = useViewer();
  const pictures = useMemo(() => entries.filter(({ body }) => body.kind === "image").slice(-PICTURES).reverse(), [entries]);
  const files = useMemo(() => entries.filter(({ body }) => body.kind === "file").slice(-FILES).reverse(), [entries]);
  return (
    <section className="details-sent">
      <h3>{t("details.media")}</h3>
      {pictures.length === 0 && files.length === 0 && <p className="page-note">{t("details.noMedia")}</p>}
      {pictures.length > 0 && (
        <ul className="details-pictures">
          {pictures.map(
            ({ id, body }) =>
              body.kind === "image" && (
                <li key={id}>
                  <button type="button" aria-label={t("media.openPicture")} onClick={() => view(id)}>
                    <img src={api.mediaUrl(body.media.thumb_url ?? body.media.url)} alt={body.media.name ?? t("preview.image")} loading="lazy" />
                  </button>
                </li>
              ),
          )}
        </ul>
      )}
      {files.map(
        ({ id, at, body }) =>
          body.kind === "file" && (
            <a key={id} className="details-file" href={api.mediaUrl(body.media.url)} download={body.media.name ?? true}>
              <FileIcon weight="fill" aria-hidden="true" />
              <span>
                <b dir="auto">{body.media.name ?? t("preview.file")}</b>
                <small>
                  {size(body.media.size_bytes, language)} · {fullTime(at, language)}
                </small>
              </span>
            </a>
          ),
      )}
    </section>
  );
}
