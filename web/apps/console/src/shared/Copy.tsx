/** Copying, and values worth copying. */
import { App, Button, Tooltip } from "antd";
import type { ReactNode } from "react";
import { CheckIcon, CopyIcon } from "../icons";
import { useState } from "react";
import { useWords } from "../words";

export function useCopy(): [boolean, (text: string) => Promise<void>] {
  const [isCopied, setCopied] = useState(false);
  const { message } = App.useApp();
  const { t } = useWords();
  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      setTimeout(() => setCopied(false), 1500);
    } catch {
      message.error(t("copy.refused"));
    }
  };
  return [isCopied, copy];
}

/** A small button that copies; `what` names the thing for those who do not see it. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const [isCopied, copy] = useCopy();
  const { t } = useWords();
  const label = isCopied ? t("copy.done") : t("copy.what", { what });
  return (
    <Tooltip title={label}>
      <Button
        type="text"
        size="small"
        aria-label={label}
        className={isCopied ? "copied" : undefined}
        icon={isCopied ? <CheckIcon aria-hidden size={18} /> : <CopyIcon aria-hidden size={18} />}
        onClick={() => void copy(text)}
      />
    </Tooltip>
  );
}

export function CopyTextButton({ text, children }: { text: string; children: ReactNode }) {
  const [isCopied, copy] = useCopy();
  return (
    <Button
      icon={isCopied ? <CheckIcon aria-hidden size={18} /> : <CopyIcon aria-hidden size={18} />}
      onClick={() => void copy(text)}
    >
      {children}
    </Button>
  );
}

/** One line of a list of facts: what it is, what it says, what can be done with it. */
export function Fact({
  label,
  children,
  copy,
  actions,
}: {
  label: string;
  children: ReactNode;
  copy?: string;
  actions?: ReactNode;
}) {
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>{children}</dd>
      {(actions !== undefined || copy !== undefined) && (
        <dd className="fact__do">
          {actions}
          {copy !== undefined && <CopyButton text={copy} what={label} />}
        </dd>
      )}
    </div>
  );
}
