/** Refusing a submission, or saying that it takes longer: why, and pictures of what is wrong. */
import { Button, Input, Modal } from "antd";
import { useRef, useState } from "react";
import type { ClipboardEvent } from "react";
import { picturesOf } from "../articles/pictures";
import { ImageIcon, RemoveIcon } from "../icons";
import { Field } from "../shared/Field";
import { useAct } from "../shared/useAct";
import { useWords } from "../words";
import { decide, keepScreenshot, queueKey } from "./reviewQueries";
import type { Decision, Picture, WaitingReview } from "./types";

const mostPictures = 5;

interface ObjectionProps {
  waiting: WaitingReview;
  verdict: Exclude<Decision["verdict"], "pass">;
  onClose: () => void;
}

/** A picture as the server keeps it, and where this page shows it from. */
interface Shown {
  kept: Picture;
  url: string;
}

export function Objection({ waiting, verdict, onClose }: ObjectionProps) {
  const { t } = useWords();
  const [reason, setReason] = useState("");
  const [pictures, setPictures] = useState<Shown[]>([]);
  const chooser = useRef<HTMLInputElement>(null);
  const { name, review } = waiting;
  const say = useAct({
    run: () => decide(waiting.app_id, review.review_id, { verdict, reason: reason.trim(), screenshots: pictures.map((one) => one.kept) }),
    refresh: [queueKey],
    done: t(`queue.told.${verdict}`, { name }),
    onDone: onClose,
  });
  const keep = useAct({
    run: async (files: File[]) => Promise.all(files.map(async (file) => ({ kept: await keepScreenshot(file), url: URL.createObjectURL(file) }))),
    onDone: (more) => setPictures((now) => [...now, ...more.filter((one) => !now.some((old) => old.kept.digest === one.kept.digest))].slice(0, mostPictures)),
  });
  const take = (files: FileList | null | undefined) => {
    const chosen = picturesOf(files).slice(0, mostPictures - pictures.length);
    if (chosen.length > 0) keep.mutate(chosen);
  };
  const paste = (event: ClipboardEvent) => take(event.clipboardData.files);
  return (
    <Modal
      open
      title={t(`queue.title.${verdict}`, { name, number: review.number })}
      okText={t(`queue.${verdict}`)}
      cancelText={t("action.cancel")}
      okButtonProps={{ disabled: reason.trim() === "" || keep.isPending, loading: say.isPending }}
      onOk={() => say.mutate()}
      onCancel={onClose}
    >
      <div onPaste={paste}>
        <Field label={t("queue.reason")} note={t("queue.reasonNote")}>
          <Input.TextArea autoFocus maxLength={500} showCount autoSize={{ minRows: 3, maxRows: 8 }} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
        {verdict === "refuse" && (
          <>
            <ul className="mini-shots">
              {pictures.map(({ kept, url }, nth) => (
                <li key={kept.digest} className="mini-shot">
                  <img src={url} alt={t("mini.screenshot", { nth: nth + 1 })} />
                  <Button
                    size="small"
                    aria-label={t("queue.removePicture", { nth: nth + 1 })}
                    icon={<RemoveIcon aria-hidden size={16} />}
                    onClick={() => setPictures(pictures.filter((one) => one.kept.digest !== kept.digest))}
                  />
                </li>
              ))}
            </ul>
            <Button
              size="small"
              icon={<ImageIcon aria-hidden size={16} />}
              loading={keep.isPending}
              disabled={pictures.length >= mostPictures}
              onClick={() => chooser.current?.click()}
            >
              {t("queue.addPicture")}
            </Button>
            <p className="note">{t("queue.pictureNote", { most: mostPictures })}</p>
            <input
              ref={chooser}
              type="file"
              accept="image/*"
              multiple
              hidden
              aria-label={t("queue.addPicture")}
              onChange={(event) => {
                take(event.target.files);
                event.target.value = "";
              }}
            />
          </>
        )}
      </div>
    </Modal>
  );
}
