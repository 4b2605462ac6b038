import type { Body, Media } from "@hutong/api";
import type { Preview } from "@hutong/sync";
import { DownloadIcon, FileIcon, MicrophoneIcon, VideoIcon } from "@hutong/ui/icons";
import { useSession } from "../../app/session";
import { duration, size } from "../../app/time";
import { useWords } from "../../app/words";

const WIDEST = 264;
const TALLEST = 340;

export function Picture({ media }: { media: Media }) {
  const { t } = useWords();
  const { api } = useSession();
  const box = fit(media.width, media.height);
  return (
    <a className="picture" href={api.mediaUrl(media.url)} target="_blank" rel="noopener noreferrer" aria-label={t("media.openPicture")}>
      <img src={api.mediaUrl(media.thumb_url ?? media.url)} alt={media.name ?? t("preview.image")} width={box?.width} height={box?.height} loading="lazy" />
    </a>
  );
}

export function Sound({ media }: { media: Media }) {
  const { t } = useWords();
  const { api } = useSession();
  return (
    <span className="sound">
      <audio controls preload="none" src={api.mediaUrl(media.url)} aria-label={t("preview.voice")} />
      {media.seconds !== null && media.seconds !== undefined && <span className="num">{duration(media.seconds)}</span>}
    </span>
  );
}

export function Video({ body }: { body: Extract<Body, { kind: "video" }> }) {
  const { t } = useWords();
  const { api } = useSession();
  const { media, title, description } = body;
  const poster = body.thumb?.url ?? media.thumb_url;
  const box = fit(media.width, media.height);
  return (
    <div className="video">
      <video
        controls
        preload="metadata"
        src={api.mediaUrl(media.url)}
        poster={poster ? api.mediaUrl(poster) : undefined}
        width={box?.width ?? WIDEST}
        height={box?.height}
        aria-label={title || t("preview.video")}
      />
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
        <b>{name}</b>
        <small>{size(media.size_bytes, language)}</small>
      </span>
      <DownloadIcon className="file-open" aria-label={t("media.download")} />
    </a>
  );
}

/** A file that is still going up. */
export function LocalFile({ file }: { file: Extract<Preview, { name: string }> }) {
  const { language } = useWords();
  if (file.kind === "image" && file.url) {
    return (
      <span className="picture">
        <img src={file.url} alt={file.name} />
      </span>
    );
  }
  const Glyph = file.kind === "video" ? VideoIcon : file.kind === "voice" ? MicrophoneIcon : FileIcon;
  return (
    <span className="file-card">
      <span className="file-glyph">
        <Glyph weight="fill" aria-hidden="true" />
      </span>
      <span className="file-words">
        <b>{file.name}</b>
        <small>{size(file.sizeBytes, language)}</small>
      </span>
    </span>
  );
}

/** The place a picture will take, known before it has loaded, so that nothing jumps. */
function fit(width: number | null, height: number | null): { width: number; height: number } | null {
  if (!width || !height) return null;
  const scale = Math.min(1, WIDEST / width, TALLEST / height);
  return { width: Math.max(40, Math.round(width * scale)), height: Math.max(40, Math.round(height * scale)) };
}
