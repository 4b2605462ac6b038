/** wx.previewImage and wx.previewMedia in the viewer of the chats. */
import { lazy, Suspense } from "react";
import { useWords } from "../../app/words";
import type { ProgramCard } from "../api";
import type { AskOf } from "./asks";
import { Layer } from "./Layer";

const Viewer = lazy(() => import("../../chat/viewer/Viewer"));
const MOST = 100;

export default function PreviewAsk({ ask, program }: { ask: AskOf<"preview">; program: ProgramCard }) {
  const { t } = useWords();
  const { sources, current } = ask.asked;
  const close = () => ask.answer(true);
  const first = sources[current] ?? sources[0];
  if (!first) return null;
  if (first.kind === "video") {
    return (
      <Layer title={t("mini.videoOf", { name: program.name })} look="page" onClose={close}>
        <video className="mini-video" src={first.url} poster={first.poster} controls autoPlay data-first />
      </Layer>
    );
  }
  const pictures = sources.slice(0, MOST).flatMap(({ kind, url }, index) => (kind === "image" ? [{ key: String(index), url, name: program.name }] : []));
  return (
    <Suspense fallback={null}>
      <Viewer pictures={pictures} first={String(Math.max(0, sources.indexOf(first)))} onClose={close} />
    </Suspense>
  );
}
