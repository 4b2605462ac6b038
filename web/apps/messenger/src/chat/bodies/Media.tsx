import type { Body, Media } from "@hutong/api";
import type { Outgoing, Preview } from "@hutong/sync";
import { BrokenIcon, DownloadIcon, FileIcon, RetryIcon, VideoIcon } from "@hutong/ui/icons";
import { useState, type ReactNode } from "react";
import { useSession } from "../../app/session";
import { duration, size } from "../../app/time";
import { useWords } from "../../app/words";
import { useViewer } from "../viewer/context";
import { Voice } from "../voice/Voice";

const WIDEST = 264;
const TALLEST = 340;

export function Picture({ media, name }: { media: Media; name: string }) {
  const { t } = useWords();
  const { api } = useSession();
  const view = useViewer();
  const [tries, setTries] = useState({ count: 0, isBroken: false });
  const box = fit(media.width, media.height);
  const url = api.mediaUrl(media.thumb_url ?? media.url);
  if (tries.isBroken) {
    return (
      <button type="button" className="picture picture-broken" style={box ?? undefined} onClick={() => setTries({ count: tries.count + 1, isBroken: false })}>
        <BrokenIcon aria-hidden="true" />
        <span>{t("media.broken")}</span>
        <small>
          <RetryIcon weight="bold" aria-hidden="true" /> {t("app.tryAgain")}
        </small>
      </button>
    );
  }
  return (
    <button type="button" className="picture" aria-label={t("media.openPicture")} onClick={() => view(name)}>
      <img
        key={tries.count}
        src={url}
        alt={media.name ?? t("preview.image")}
        width={box?.width}
        height={box?.height}
        loading="lazy"
        decoding="async"
        onError={() => setTries({ ...tries, isBroken: true })}
      />
    </button>
  );
}

export function Video({ body }: { body: Extract<Body, { kind: "video" }> }) {
  const { t } = useWords();
  const { api } = useSession();
  const [isBroken, setBroken] = useState(false);
  const { media, title, description } = body;
  const poster = body.thumb?.url ?? media.thumb_url;
  const box = fit(media.width, media.height);
  return (
    <div className="video">
      {isBroken ? (
        <a className="picture-broken" href={api.mediaUrl(media.url)} download={media.name ?? true}>
          <VideoIcon aria-hidden="true" />
          <span>{t("media.videoBroken")}</span>
          <small>
            <DownloadIcon weight="bold" aria-hidden="true" /> {t("media.download")}
          </small>
        </a>
      ) : (
        <video
          controls
          playsInline
          preload="metadata"
          src={api.mediaUrl(media.url)}
          poster={poster ? api.mediaUrl(poster) : undefined}
          width={box?.width ?? WIDEST}
          height={box?.height ?? 149}
          aria-label={title || t("preview.video")}
          onError={() => setBroken(true)}
        />
      )}
      {(title || description) && (
        <p className="card-text">
          {title && <b>{title}</b>}
          {description && <span>{description}</span>}
        </p>
      )}
    </div>
  );
}

export function FileCard({ media }: { media: Media }) {
  const { t, language } = useWords();
  const { api } = useSession();
  const name = media.name ?? t("preview.file");
  return (
    <a className="file-card" href={api.mediaUrl(media.url)} download={name}>
      <span className="file-glyph">
        <FileIcon weight="fill" aria-hidden="true" />
      </span>
      <span className="file-words">
        <b dir="auto">{name}</b>
        <small>{size(media.size_bytes, language)}</small>
      </span>
      <DownloadIcon className="file-open" aria-label={t("media.download")} />
    </a>
  );
}

type LocalPreview = Extract<Preview, { name: string }>;

/** What is still going up: the picture or the voice itself, or a card, and how far it has come. */
export function LocalFile({ file, outgoing, meta }: { file: LocalPreview; outgoing: Outgoing; meta: ReactNode }) {
  const { t, language } = useWords();
  const isGoingUp = outgoing.state === "sending" && outgoing.draft === null;
  const done = Math.round((outgoing.progress ?? 0) * 100);
  const isHalfWay = isGoingUp || (outgoing.state === "waiting" && done > 0 && outgoing.draft === null);
  if (file.kind === "image" && file.url) {
    return (
      <span className="picture">
        <img src={file.url} alt={file.name} />
        {isGoingUp && <Progress done={done} name={file.name} />}
      </span>
    );
  }
  if (file.kind === "voice" && file.url) return <Voice voice={outgoing.clientId} url={file.url} seconds={file.seconds ?? null} isNew={false} meta={meta} />;
  const Glyph = file.kind === "video" ? VideoIcon : FileIcon;
  const whole = size(file.sizeBytes, language);
  return (
    <span className="file-card">
      <span className="file-glyph">
        <Glyph weight="fill" aria-hidden="true" />
      </span>
      <span className="file-words">
        <b dir="auto">{file.kind === "voice" ? t("preview.voiceOf", { length: duration(file.seconds ?? 0) }) : file.name}</b>
        {isHalfWay && <Progress done={done} name={file.name} />}
        <small>
          {isGoingUp
            ? t("media.uploaded", { done: size((file.sizeBytes * done) / 100, language), whole })
            : isHalfWay
              ? t("media.goesOn", { done: size((file.sizeBytes * done) / 100, language), whole })
              : outgoing.state === "waiting"
                ? t("media.waits", { whole })
                : whole}
        </small>
      </span>
    </span>
  );
}

function Progress({ done, name }: { done: number; name: string }) {
  return (
    <span className="progress" role="progressbar" aria-label={name} aria-valuenow={done} aria-valuemin={0} aria-valuemax={100}>
      <i style={{ width: `${Math.max(3, done)}%` }} />
    </span>
  );
}

/** The place a picture will take, known before it has loaded, so that nothing jumps. */
function fit(width: number | null, height: number | null): { width: number; height: number } | null {
  if (!width || !height) return null;
  const scale = Math.min(1, WIDEST / width, TALLEST / height);
  return { width: Math.max(64, Math.round(width * scale)), height: Math.max(48, Math.round(height * scale)) };
}
