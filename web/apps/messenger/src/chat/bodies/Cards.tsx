import type { Article, Body } from "@hutong/api";
import { BrokenIcon, LinkIcon, MusicIcon, OpenIcon } from "@hutong/ui/icons";
import { useState } from "react";
import { useSession } from "../../app/session";
import { useWords } from "../../app/words";
import { articleAddress, type ArticleSource } from "../../feed/articleAddress";

type Of<Kind extends Body["kind"]> = Extract<Body, { kind: Kind }>;

/** Articles: the first large, the others in a row each. */
export function ArticleList({ items, source }: { items: Article[]; source: ArticleSource }) {
  const { session } = useSession();
  const address = (item: Article) => articleAddress(item.url, source, session.person?.id ?? null);
  const [first, ...others] = items;
  if (!first) return null;
  return (
    <article className="articles">
      <a href={address(first)} target="_blank" rel="noopener noreferrer" className="article-first">
        <Cover url={first.picture_url} className="article-cover" />
        <span className="article-words">
          <b dir="auto">{first.title}</b>
          {others.length === 0 && first.description && <span>{first.description}</span>}
        </span>
      </a>
      {others.map((item, index) => (
        <a key={index} href={address(item)} target="_blank" rel="noopener noreferrer" className="article-more">
          <span dir="auto">{item.title}</span>
          <Cover url={item.picture_url} className="article-thumb" />
        </a>
      ))}
    </article>
  );
}

export function LinkCard({ body }: { body: Of<"link"> }) {
  return (
    <a className="link-card" href={safe(body.url)} target="_blank" rel="noopener noreferrer">
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
    </a>
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

export function ProgramCard({ body }: { body: Of<"program"> }) {
  const { t } = useWords();
  return (
    <span className="file-card">
      <span className="file-glyph">
        <OpenIcon aria-hidden="true" />
      </span>
      <span className="file-words">
        <b>{body.title}</b>
        <small>{t("media.program")}</small>
      </span>
    </span>
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
