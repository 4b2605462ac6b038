import type { Article, Body } from "@hutong/api";
import { BrokenIcon, LinkIcon, MusicIcon, ProgramIcon } from "@hutong/ui/icons";
import { useState } from "react";
import { Link } from "wouter";
import { useSession } from "../../app/session";
import { useWords } from "../../app/words";
import type { ArticleSource } from "../../feed/articleAddress";
import { ArticleLink } from "../../feed/ArticleLink";
import { programPath, SCENE, type VersionKind } from "../../mini/address";
import { Activity } from "./Activity";

type Of<Kind extends Body["kind"]> = Extract<Body, { kind: Kind }>;

interface ArticleListProps {
  items: Article[];
  source: ArticleSource;
  appId?: string | undefined;
}

/** Articles: the first large, the others in a row each. */
export function ArticleList({ items, source, appId }: ArticleListProps) {
  const [first, ...others] = items;
  if (!first) return null;
  return (
    <article className="articles">
      <ArticleLink url={first.url} source={source} appId={appId} className="article-first">
        <Cover url={first.picture_url} className="article-cover" />
        <span className="article-words">
          <b dir="auto">{first.title}</b>
          {others.length === 0 && first.description && <span>{first.description}</span>}
        </span>
      </ArticleLink>
      {others.map((item, index) => (
        <ArticleLink key={index} url={item.url} source={source} appId={appId} className="article-more">
          <span dir="auto">{item.title}</span>
          <Cover url={item.picture_url} className="article-thumb" />
        </ArticleLink>
      ))}
    </article>
  );
}

export function LinkCard({ body }: { body: Of<"link"> }) {
  return (
    <ArticleLink className="link-card" url={body.url} source="chat">
      <span className="file-words">
        <b>{body.title || body.url}</b>
        {body.description && <small>{body.description}</small>}
      </span>
      {body.picture_url ? (
        <Cover url={body.picture_url} className="article-thumb" />
      ) : (
        <span className="file-glyph">
          <LinkIcon aria-hidden="true" />
        </span>
      )}
    </ArticleLink>
  );
}

export function MusicCard({ body }: { body: Of<"music"> }) {
  const url = safe(body.hq_url || body.url);
  return (
    <div className="music-card">
      <span className="file-card">
        <span className="file-glyph">
          <MusicIcon weight="fill" aria-hidden="true" />
        </span>
        <span className="file-words">
          <b>{body.title}</b>
          {body.description && <small>{body.description}</small>}
        </span>
      </span>
      {url && <audio controls preload="none" src={url} aria-label={body.title} />}
    </div>
  );
}

/** A page of a mini program: its picture, and the way there. */
export function ProgramCard({ body }: { body: Of<"program"> }) {
  const { t } = useWords();
  const { api } = useSession();
  const { title, app_id, page, thumb, state, words = {} } = body;
  const place = state === "started" ? { path: String(words["path"]), version: words["version_type"] as VersionKind } : { path: page };
  return (
    <Link className="program-card" href={programPath({ appId: app_id, scene: SCENE.chat, ...place })}>
      <b dir="auto">{title}</b>
      {state && <Activity state={state} words={words} />}
      {thumb && <Cover url={api.mediaUrl(thumb.url)} className="program-cover" />}
      <small>
        <ProgramIcon weight="bold" aria-hidden="true" /> {t("media.program")}
      </small>
    </Link>
  );
}

function Cover({ url, className }: { url: string; className: string }) {
  const [isBroken, setBroken] = useState(false);
  if (!url) return null;
  if (isBroken) {
    return (
      <span className={`${className} cover-broken`}>
        <BrokenIcon aria-hidden="true" />
      </span>
    );
  }
  return <img className={className} src={url} alt="" loading="lazy" referrerPolicy="no-referrer" onError={() => setBroken(true)} />;
}

/** Accounts choose these addresses: only web pages are opened. */
function safe(url: string): string | undefined {
  return /^https?:\/\//i.test(url) ? url : undefined;
}
