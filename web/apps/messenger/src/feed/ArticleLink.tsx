import type { MouseEvent, ReactNode } from "react";
import { useLocation } from "wouter";
import { useSession } from "../app/session";
import { openPath } from "../browser/openPath";
import { articleAddress, articleToOpen, type ArticleSource } from "./articleAddress";

interface ArticleLinkProps {
  url: string;
  source: ArticleSource;
  /** The account it comes from. */
  appId?: string | undefined;
  className: string;
  children: ReactNode;
}

/** A page that an account gave out: it opens inside the messenger, or in a window of its own where one asks for that. */
export function ArticleLink({ url, source, appId, className, children }: ArticleLinkProps) {
  const { session } = useSession();
  const [, go] = useLocation();
  const personId = session.person?.id ?? null;
  const address = articleAddress(url, source, personId);
  const open = (event: MouseEvent) => {
    if (!address || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(openPath(articleToOpen(url, source, personId), appId));
  };
  return (
    <a href={address} target="_blank" rel="noopener noreferrer" className={className} onClick={open}>
      {children}
    </a>
  );
}
