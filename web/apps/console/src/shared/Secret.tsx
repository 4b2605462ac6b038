/** A secret: dots of a fixed length; shown for half a minute when asked for; copied without being shown. */
import { Button, Tooltip } from "antd";
import { useEffect, useState } from "react";
import type { ReactNode } from "react";
import { HideIcon, RevealIcon } from "../icons";
import { useWords } from "../words";
import { CopyButton } from "./Copy";

const shownMs = 30_000;
const dots = "•".repeat(12);

interface SecretProps {
  label: string;
  /** What it is; null where the server keeps no readable copy. */
  value: string | null;
  onReveal?: () => void;
  actions?: ReactNode;
}

export function Secret({ label, value, onReveal, actions }: SecretProps) {
  const { t } = useWords();
  const [isShown, show] = useShown();
  const toggle = isShown ? t("secret.hide", { what: label }) : t("secret.reveal", { what: label });
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>
        {isShown && value !== null ? (
          <code>{value}</code>
        ) : (
          <span className="dots">
            <span aria-hidden>{dots}</span>
            <span className="sr">{t("secret.hidden")}</span>
          </span>
        )}
      </dd>
      <dd className="fact__do">
        {actions}
        {value !== null && (
          <Tooltip title={toggle}>
            <Button
              type="text"
              size="small"
              aria-label={toggle}
              aria-pressed={isShown}
              icon={isShown ? <HideIcon aria-hidden size={18} /> : <RevealIcon aria-hidden size={18} />}
              onClick={() => {
                if (!isShown) onReveal?.();
                show(!isShown);
              }}
            />
          </Tooltip>
        )}
        {value !== null && <CopyButton text={value} what={label} />}
      </dd>
    </div>
  );
}

/** Whether it is shown, which it stops being by itself. */
export function useShown(): [boolean, (shown: boolean) => void] {
  const [isShown, show] = useState(false);
  useEffect(() => {
    if (!isShown) return;
    const timer = setTimeout(() => show(false), shownMs);
    return () => clearTimeout(timer);
  }, [isShown]);
  return [isShown, show];
}
