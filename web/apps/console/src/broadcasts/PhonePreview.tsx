import { Avatar, Bubble } from "@hutong/ui";
import { useApp } from "../apps/queries";
import { useDraft } from "../articles/queries";
import { NewsIcon, PlayIcon } from "../icons";
import { useWords } from "../words";
import type { Draft } from "./draft";

/** As it will stand on a follower's phone. */
export function PhonePreview({ appId, draft }: { appId: string; draft: Draft }) {
  const { t } = useWords();
  const app = useApp(appId).data;
  return (
    <aside className="broadcast-phone" aria-label={t("broadcasts.phone")}>
      <header>
        <Avatar shape="place" name={app?.name ?? ""} colour={app?.colour} picture={app?.avatar_url} size={32} />
        <b className="el">{app?.name}</b>
      </header>
      <div className="broadcast-phone__log">
        <Said appId={appId} draft={draft} />
      </div>
    </aside>
  );
}

function Said({ appId, draft }: { appId: string; draft: Draft }) {
  const { t } = useWords();
  const { kind, text, file, articlesId, title } = draft;
  if (kind === "articles" && articlesId !== "") return <Articles key={articlesId} appId={appId} mediaId={articlesId} />;
  if (kind === "text" && text.trim() !== "") return <Bubble mine={false}>{text}</Bubble>;
  if (file && file.kind === kind) {
    return (
      <Bubble mine={false} shape="card">
        {kind === "image" && <img className="broadcast-phone__picture" src={file.url} alt={file.name} />}
        {kind === "voice" && <audio controls src={file.url} aria-label={file.name} />}
        {kind === "video" && (
          <span className="broadcast-phone__film">
            <PlayIcon weight="fill" aria-hidden size={28} />
            <b>{title || file.name}</b>
          </span>
        )}
      </Bubble>
    );
  }
  return <p className="broadcast-phone__none serif">{t("broadcasts.nothingYet")}</p>;
}

function Articles({ appId, mediaId }: { appId: string; mediaId: string }) {
  const { t } = useWords();
  const [first, ...others] = useDraft(appId, mediaId).data?.articles ?? [];
  if (!first) return null;
  const cover = (url: string | undefined, look: string) =>
    url ? (
      <img className={look} src={url} alt="" />
    ) : (
      <span className={look}>
        <NewsIcon aria-hidden size={24} />
      </span>
    );
  return (
    <div className="broadcast-phone__articles">
      {cover(first.cover?.url, "broadcast-phone__cover")}
      <div>
        <b className="serif">{first.title || t("broadcasts.untitled")}</b>
        {others.length === 0 && first.digest && <p>{first.digest}</p>}
      </div>
      {others.map((one, index) => (
        <div key={index} className="broadcast-phone__more">
          <span>{one.title}</span>
          {cover(one.cover?.url, "broadcast-phone__thumb")}
        </div>
      ))}
    </div>
  );
}
