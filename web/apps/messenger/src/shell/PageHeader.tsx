import { IconButton } from "@hutong/ui";
import { BackIcon } from "@hutong/ui/icons";
import type { ReactNode } from "react";
import { useLocation } from "wouter";
import { useWords } from "../app/words";

/** A bar with the way back and what the page is, unless the page says so itself below. */
export function PageHeader({ title = null, actions, back = "/" }: { title?: ReactNode; actions?: ReactNode; back?: string }) {
  const { t } = useWords();
  const [, go] = useLocation();
  return (
    <header className="page-header">
      <IconButton label={t("app.back")} icon={BackIcon} className="page-back" onClick={() => (history.length > 1 ? history.back() : go(back))} />
      {title ? <h1>{title}</h1> : <span className="page-header-space" />}
      {actions}
    </header>
  );
}
