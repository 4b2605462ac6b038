/** How much of a limit is used, in the unit of the rule. */
import type { ReactNode } from "react";
import { WarningIcon } from "../icons";
import { useWords } from "../words";
import { byteLength } from "./bytes";

export function ByteCounter({ text, limit }: { text: string; limit: number }) {
  const { t } = useWords();
  const bytes = byteLength(text);
  return (
    <span className={bytes > limit ? "counter counter--over" : "counter"}>{t("counter.bytes", { bytes, limit })}</span>
  );
}

/** Help under a field, or what is wrong with it. */
export function FieldNote({ id, error, children }: { id?: string; error?: string | undefined; children?: ReactNode }) {
  if (error !== undefined)
    return (
      <p className="note note--error" id={id} role="alert">
        <WarningIcon aria-hidden weight="bold" size={15} />
        {error}
      </p>
    );
  return children === undefined ? null : (
    <p className="note" id={id}>
      {children}
    </p>
  );
}
