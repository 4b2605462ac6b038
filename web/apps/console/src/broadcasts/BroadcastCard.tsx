import { Chip } from "@hutong/ui";
import { Button } from "antd";
import { appKey } from "../apps/queries";
import { FileIcon, ImageIcon, MicrophoneIcon, NewsIcon, RemoveIcon, TextIcon, VideoIcon } from "../icons";
import type { Icon } from "../icons";
import { Moment } from "../shared/Moment";
import { useAct } from "../shared/useAct";
import { useConfirm } from "../shared/useConfirm";
import { useWords } from "../words";
import { broadcastsKey, takeBack } from "./queries";
import type { Broadcast, Tag } from "./types";
import { useAudienceWords } from "./useAudienceWords";

const GLYPHS: Record<string, Icon> = { text: TextIcon, image: ImageIcon, images: ImageIcon, voice: MicrophoneIcon, video: VideoIcon, articles: NewsIcon };
const TONES = { sending: "warn", sent: "ok", failed: "bad", deleted: "plain" } as const;

/** One broadcast: what was said, to whom, and how it went. */
export function BroadcastCard({ appId, broadcast, tags }: { appId: string; broadcast: Broadcast; tags: readonly Tag[] }) {
  const { t } = useWords();
  const { content, state, audience } = broadcast;
  const audienceWords = useAudienceWords(tags);
  const ask = useConfirm();
  const remove = useAct({ run: () => takeBack(appId, broadcast.id), refresh: [broadcastsKey(appId), appKey(appId, "issues")], done: t("broadcasts.deleted") });
  const Glyph = GLYPHS[content.kind] ?? FileIcon;
  const [first, ...others] = content.articles;
  const mayDelete = state === "sent" && (content.kind === "articles" || content.kind === "video");
  return (
    <article className="box broadcast">
      {first?.picture_url ? (
        <img className="broadcast__cover" src={first.picture_url} alt="" loading="lazy" />
      ) : (
        <span className="broadcast__cover broadcast__glyph">
          <Glyph aria-hidden size={28} weight="fill" />
        </span>
      )}
      <div className="broadcast__words">
        <h2 className="serif">{first?.title || content.title || content.text || t(`broadcasts.kind.${content.kind}`)}</h2>
        {others.length > 0 && <p className="note">{t("broadcasts.andMore", { count: others.length })}</p>}
        <p className="broadcast__meta">
          <Chip tone={TONES[state]}>{t(`broadcasts.state.${state}`)}</Chip>
          <span>{audienceWords(audience)}</span>
          <Moment at={broadcast.created_at} />
          <span className="mute">{broadcast.by === "api" ? t("broadcasts.byApi") : broadcast.sent_by}</span>
        </p>
      </div>
      <dl className="broadcast__report">
        {(["sent", "filtered", "failed"] as const).map((one) => (
          <div key={one} className={one === "failed" && broadcast.failed > 0 ? "broadcast__bad" : undefined}>
            <dt>{t(`broadcasts.report.${one}`)}</dt>
            <dd className="num">{broadcast[one].toLocaleString()}</dd>
          </div>
        ))}
      </dl>
      {mayDelete && (
        <Button
          type="text"
          aria-label={t("broadcasts.delete")}
          title={t("broadcasts.delete")}
          icon={<RemoveIcon aria-hidden size={18} />}
          loading={remove.isPending}
          onClick={() => ask({ title: t("broadcasts.deleteTitle"), text: t(`broadcasts.deleteText.${content.kind === "video" ? "video" : "articles"}`), action: t("broadcasts.delete"), run: () => remove.mutateAsync() })}
        />
      )}
    </article>
  );
}
