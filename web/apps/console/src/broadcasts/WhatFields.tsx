import { Button, Input, Segmented, Upload } from "antd";
import { Link } from "react-router";
import { useDrafts } from "../articles/queries";
import { ImageIcon, MicrophoneIcon, NewsIcon, UploadIcon, VideoIcon } from "../icons";
import { ByteCounter } from "../shared/Counter";
import { Field } from "../shared/Field";
import { Moment } from "../shared/Moment";
import { Paged } from "../shared/Paged";
import { useAct } from "../shared/useAct";
import { useWords } from "../words";
import { KINDS, TEXT_LIMIT, isTooLong, type Draft, type Kind } from "./draft";
import { uploadFile } from "./queries";
import type { FileKind } from "./types";

const ACCEPTS: Record<FileKind, string> = { image: "image/*", voice: "audio/*", video: "video/mp4,video/*" };
const FILE_ICONS = { image: ImageIcon, voice: MicrophoneIcon, video: VideoIcon };

interface PartProps {
  appId: string;
  draft: Draft;
  change: (part: Partial<Draft>) => void;
}

/** What is to be said. */
export function WhatFields({ appId, draft, change }: PartProps) {
  const { t } = useWords();
  const { kind } = draft;
  return (
    <>
      <Segmented<Kind> block aria-label={t("broadcasts.what")} value={kind} onChange={(next) => change({ kind: next })} options={KINDS.map((one) => ({ value: one, label: t(`broadcasts.kind.${one}`) }))} />
      {kind === "articles" && <ArticlesField appId={appId} draft={draft} change={change} />}
      {kind === "text" && (
        <Field
          label={t("broadcasts.text")}
          note={<ByteCounter text={draft.text} limit={TEXT_LIMIT} />}
          error={isTooLong(draft.text) ? t("broadcasts.textTooLong", { limit: TEXT_LIMIT }) : undefined}
        >
          <Input.TextArea rows={6} value={draft.text} onChange={(event) => change({ text: event.target.value })} />
        </Field>
      )}
      {(kind === "image" || kind === "voice" || kind === "video") && <FileField key={kind} appId={appId} kind={kind} draft={draft} change={change} />}
      {kind === "video" && (
        <>
          <Field label={t("broadcasts.title")}>
            <Input value={draft.title} maxLength={64} onChange={(event) => change({ title: event.target.value })} />
          </Field>
          <Field label={t("broadcasts.description")}>
            <Input.TextArea rows={2} maxLength={200} value={draft.description} onChange={(event) => change({ description: event.target.value })} />
          </Field>
        </>
      )}
    </>
  );
}

/** Drafts that are whole; one that lacks something cannot be given out. */
function ArticlesField({ appId, draft, change }: PartProps) {
  const { t } = useWords();
  const drafts = useDrafts(appId);
  return (
    <fieldset className="drafts">
      <legend>{t("broadcasts.whichArticles")}</legend>
      <Paged asked={drafts} items={(page) => page.items} empty={<p className="note">{t("broadcasts.noDrafts")}</p>}>
        {(items) =>
          items.map((one) => (
            <label key={one.media_id} className={one.is_complete ? "drafts__one" : "drafts__one drafts__one--off"}>
              <input type="radio" name="articles" checked={one.media_id === draft.articlesId} disabled={!one.is_complete} onChange={() => change({ articlesId: one.media_id })} />
              {one.cover_url ? <img src={one.cover_url} alt="" loading="lazy" /> : <NewsIcon aria-hidden size={24} />}
              <span className="grow">
                <b className="el">{one.titles[0] || t("broadcasts.untitled")}</b>
                <small>
                  {!one.is_complete && <em>{t("broadcasts.incomplete")}</em>}
                  {one.titles.length > 1 && <span>{t("broadcasts.articleCount", { count: one.titles.length })}</span>}
                  <Moment at={one.updated_at} />
                </small>
              </span>
            </label>
          ))
        }
      </Paged>
      <Link to={`/apps/${appId}/articles`}>{t("broadcasts.toArticles")}</Link>
    </fieldset>
  );
}

function FileField({ appId, kind, draft, change }: PartProps & { kind: FileKind }) {
  const { t } = useWords();
  const upload = useAct({
    run: (file: File) => uploadFile(appId, kind, file),
    onDone: ({ media_id }, file) => change({ file: { kind, mediaId: media_id, name: file.name, url: URL.createObjectURL(file) } }),
  });
  const Glyph = FILE_ICONS[kind];
  const held = draft.file?.kind === kind ? draft.file : null;
  return (
    <div className="field-box broadcast-file">
      <span>{t(`broadcasts.kind.${kind}`)}</span>
      <Upload
        accept={ACCEPTS[kind]}
        showUploadList={false}
        beforeUpload={(file) => {
          upload.mutate(file);
          return false;
        }}
      >
        <Button loading={upload.isPending} icon={<UploadIcon aria-hidden size={18} />}>
          {t(held ? "broadcasts.otherFile" : "broadcasts.chooseFile")}
        </Button>
      </Upload>
      {held && (
        <p className="note note--icon">
          <Glyph aria-hidden size={18} /> <span className="el">{held.name}</span>
        </p>
      )}
    </div>
  );
}
