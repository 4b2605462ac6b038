import { CheckIcon, CloseIcon } from "@hutong/ui/icons";
import type { PromptsState } from "./asks";

/** A toast or the sign that something is loading, on a plate in the middle of the program. */
export function Notice({ notice }: { notice: PromptsState["notice"] }) {
  return (
    <div className="mini-notice-place" role="status" aria-live="polite">
      {notice && ("toast" in notice ? <Toast key={notice.id} {...notice.toast} /> : <Plate key={notice.id} title={notice.loading.title} sign={<i className="mini-notice-turn" />} />)}
    </div>
  );
}

function Toast({ title, icon, image }: { title: string; icon: string; image?: string }) {
  const sign = image ? (
    <img src={image} alt="" referrerPolicy="no-referrer" />
  ) : icon === "success" ? (
    <CheckIcon weight="bold" aria-hidden="true" />
  ) : icon === "error" ? (
    <CloseIcon weight="bold" aria-hidden="true" />
  ) : icon === "loading" ? (
    <i className="mini-notice-turn" />
  ) : null;
  return <Plate title={title} sign={sign} />;
}

function Plate({ title, sign }: { title: string; sign: React.ReactNode }) {
  return (
    <div className={sign ? "mini-notice" : "mini-notice mini-notice-words"}>
      {sign}
      {title && <span dir="auto">{title}</span>}
    </div>
  );
}
