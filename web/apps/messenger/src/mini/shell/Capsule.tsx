/** The house's own handle on a program: more about it, and the way out. On a plate of its own, so that it is legible on any colour. */
import { CloseIcon, MoreIcon } from "@hutong/ui/icons";
import { useWords } from "../../app/words";

export function Capsule({ name, onMore, onClose }: { name: string; onMore: () => void; onClose: () => void }) {
  const { t } = useWords();
  return (
    <div className="capsule" role="group" aria-label={t("mini.capsule", { name })}>
      <button type="button" aria-label={t("mini.more", { name })} title={t("mini.moreShort")} aria-haspopup="dialog" onClick={onMore}>
        <MoreIcon weight="bold" aria-hidden="true" />
      </button>
      <button type="button" aria-label={t("mini.close", { name })} title={t("mini.closeShort")} onClick={onClose}>
        <CloseIcon weight="bold" aria-hidden="true" />
      </button>
    </div>
  );
}
