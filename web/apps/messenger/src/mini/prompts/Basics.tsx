/** wx.showModal and wx.showActionSheet: words of the program on a card of the house. */
import { useId, useState } from "react";
import { useWords } from "../../app/words";
import { wordColour } from "../shell/colours";
import type { AskOf } from "./asks";
import { Layer } from "./Layer";

export function ModalLayer({ ask }: { ask: AskOf<"modal"> }) {
  const { t } = useWords();
  const { title, content, showCancel, cancelText, cancelColor, confirmText, confirmColor, editable, placeholderText } = ask.asked;
  const [typed, setTyped] = useState(editable ? content : "");
  const id = useId();
  const surface = useSurface();
  const answer = (confirm: boolean) => ask.answer({ confirm, ...(editable && confirm ? { content: typed } : {}) });
  return (
    <Layer look="card" hasOwnTitle title={title || t("mini.question")} onClose={showCancel ? () => answer(false) : null}>
      <form
        className="mini-modal"
        onSubmit={(event) => {
          event.preventDefault();
          answer(true);
        }}
      >
        {title && <h3 dir="auto" aria-hidden="true">{title}</h3>}
        {editable ? (
          <textarea id={id} data-first rows={2} value={typed} placeholder={placeholderText} aria-label={title || placeholderText || t("mini.question")} maxLength={2_000} onChange={(event) => setTyped(event.target.value)} />
        ) : (
          content && <p dir="auto">{content}</p>
        )}
        <div className="mini-modal-keys">
          {showCancel && (
            <button type="button" style={{ color: wordColour(cancelColor, surface) }} onClick={() => answer(false)}>
              {cancelText || t("mini.cancel")}
            </button>
          )}
          <button type="submit" className="mini-modal-yes" data-first={editable ? undefined : true} style={{ color: wordColour(confirmColor, surface) }}>
            {confirmText || t("mini.confirm")}
          </button>
        </div>
      </form>
    </Layer>
  );
}

export function ActionSheetLayer({ ask }: { ask: AskOf<"actionSheet"> }) {
  const { t } = useWords();
  const surface = useSurface();
  const { alertText, items, itemColor } = ask.asked;
  return (
    <Layer hasOwnTitle title={alertText || t("mini.choose")} onClose={() => ask.answer(null)}>
      <div className="mini-actions">
        {alertText && <p dir="auto">{alertText}</p>}
        {items.map((item, index) => (
          <button key={index} type="button" data-first={index === 0 || undefined} style={{ color: wordColour(itemColor, surface) }} onClick={() => ask.answer(index)} dir="auto">
            {item}
          </button>
        ))}
        <button type="button" className="mini-actions-end" onClick={() => ask.answer(null)}>
          {t("mini.cancel")}
        </button>
      </div>
    </Layer>
  );
}

/** What a card of ours is painted with now. */
const useSurface = () => (document.documentElement.dataset["theme"] === "dark" ? "#1b1f22" : "#ffffff");
