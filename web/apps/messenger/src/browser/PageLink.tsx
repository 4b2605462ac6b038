/** A link to a page: it opens inside the messenger, or in a window of its own where one asks the browser for that. */
import type { MouseEvent, ReactNode } from "react";
import { useLocation } from "wouter";
import { openPath } from "./openPath";

export function PageLink({ url, from, className, children }: { url: string; from?: string; className?: string; children: ReactNode }) {
  const [, go] = useLocation();
  const open = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || !/^https?:/i.test(url)) return;
    event.preventDefault();
    go(openPath(url, from));
  };
  return (
    <a href={url} target="_blank" rel="noopener noreferrer" className={className} onClick={open}>
      {children}
    </a>
  );
}
