/** Pictures, videos and files for a program: from the camera or from what is on this device. */
import type { ChosenFile } from "@hutong/engine/host";
import { CameraIcon, FileIcon, ImageIcon, VideoIcon } from "@hutong/ui/icons";
import { useRef, type ChangeEvent } from "react";
import { useWords } from "../../app/words";
import type { AskOf } from "./asks";
import { acceptedBy, kindOf } from "./fileKinds";
import { Layer } from "./Layer";

export default function FilesSheet({ ask }: { ask: AskOf<"files"> }) {
  const { t } = useWords();
  const { kinds, count, sources, camera } = ask.asked;
  const album = useRef<HTMLInputElement>(null);
  const lens = useRef<HTMLInputElement>(null);
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const files = [...(target.files ?? [])].slice(0, count).map((file): ChosenFile => ({ blob: file, name: file.name, kind: kindOf(file, kinds) }));
    if (files.length > 0) ask.answer(files);
  };
  const onlyFiles = kinds.every((kind) => kind === "file");
  const onlyVideo = kinds.every((kind) => kind === "video");
  return (
    <Layer hasOwnTitle title={t("mini.chooseFiles")} onClose={() => ask.answer(null)}>
      <div className="mini-actions">
        {sources.includes("camera") && !onlyFiles && (
          <button type="button" data-first onClick={() => lens.current?.click()}>
            {onlyVideo ? <VideoIcon aria-hidden="true" /> : <CameraIcon aria-hidden="true" />}
            {t(onlyVideo ? "mini.film" : "mini.photograph")}
          </button>
        )}
        {(sources.includes("album") || onlyFiles) && (
          <button type="button" data-first={!sources.includes("camera") || undefined} onClick={() => album.current?.click()}>
            {onlyFiles ? <FileIcon aria-hidden="true" /> : <ImageIcon aria-hidden="true" />}
            <span>
              {t(onlyFiles ? "mini.fromFiles" : "mini.fromAlbum")}
              {count > 1 && <small>{t("mini.upTo", { count })}</small>}
            </span>
          </button>
        )}
        <button type="button" className="mini-actions-end" onClick={() => ask.answer(null)}>
          {t("mini.cancel")}
        </button>
        <input ref={lens} type="file" hidden accept={onlyVideo ? "video/*" : kinds.includes("video") ? "image/*,video/*" : "image/*"} capture={camera === "front" ? "user" : "environment"} onChange={choose} />
        <input ref={album} type="file" hidden accept={acceptedBy(ask.asked)} multiple={count > 1} onChange={choose} />
      </div>
    </Layer>
  );
}
