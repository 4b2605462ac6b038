/** A list that is fetched page by page: its states, its rows, and the way to more of it. */
import { Button } from "antd";
import type { ReactNode } from "react";
import { useWords } from "../words";
import { Failure, Loading } from "./State";

interface PagedQuery<P> {
  data: { pages: P[] } | undefined;
  error: unknown;
  refetch: () => unknown;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

interface PagedProps<P, T> {
  asked: PagedQuery<P>;
  items: (page: P) => T[];
  empty: ReactNode;
  children: (items: T[]) => ReactNode;
  more?: string;
}

export function Paged<P, T>({ asked, items, empty, children, more }: PagedProps<P, T>) {
  const { t } = useWords();
  if (asked.data === undefined) {
    return asked.error ? <Failure error={asked.error} onRetry={() => void asked.refetch()} /> : <Loading rows={6} />;
  }
  const all = asked.data.pages.flatMap(items);
  if (all.length === 0) return <>{empty}</>;
  return (
    <>
      {children(all)}
      {asked.hasNextPage && (
        <div className="more">
          <Button loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
            {more ?? t("action.more")}
          </Button>
        </div>
      )}
    </>
  );
}
