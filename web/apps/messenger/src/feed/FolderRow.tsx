import { ListRow } from "@hutong/ui";
import { NewsIcon } from "@hutong/ui/icons";
import { memo } from "react";
import { Link } from "wouter";
import { listTime } from "../app/time";
import { useWords } from "../app/words";
import { peerName } from "../chat/peerNames";
import { Preview } from "../chat/preview";
import type { Folder } from "./folder";
import "./feed.css";

interface FolderRowProps {
  folder: Folder;
  now: number;
  isOpen: boolean;
  isFocusable: boolean;
  index: number;
  count: number;
}

/** All subscriptions as one row: a dot says that there is something new, a number would only press. */
export const FolderRow = memo(function FolderRow({ folder, now, isOpen, isFocusable, index, count }: FolderRowProps) {
  const { t, language } = useWords();
  const { peer, last } = folder.newest.conversation;
  return (
    <li aria-setsize={count} aria-posinset={index + 1}>
      <Link href="/subscriptions" className="row" aria-current={isOpen ? "true" : undefined} tabIndex={isFocusable ? 0 : -1} data-row={index} draggable={false}>
        <ListRow
          strong={folder.hasNew}
          lead={<FolderAvatar />}
          title={t("feed.title")}
          aside={last && <time dateTime={last.at}>{listTime(last.at, new Date(now), language)}</time>}
          note={last ? <Preview body={last.body} mine={false} by={peerName(peer)} /> : "\u00a0"}
          mark={folder.hasNew && <span className="row-dot" role="img" aria-label={t("feed.new")} />}
        />
      </Link>
    </li>
  );
});

function FolderAvatar() {
  return (
    <span className="folder-avatar" aria-hidden="true">
      <i />
      <i />
      <b>
        <NewsIcon weight="fill" />
      </b>
    </span>
  );
}
