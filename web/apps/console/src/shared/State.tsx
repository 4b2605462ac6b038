/** What a list says when it has nothing to show yet, nothing at all, or could not be asked for. */
import { EmptyState, SkeletonRows } from "@hutong/ui";
import { Button } from "antd";
import type { ReactNode } from "react";
import { RetryIcon, WarningIcon } from "../icons";
import { useWords } from "../words";

export function Loading({ rows = 4 }: { rows?: number }) {
  const { t } = useWords();
  return <SkeletonRows rows={rows} label={t("state.loading")} />;
}

export function Failure({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t, error: words } = useWords();
  return (
    <div className="failure" role="alert">
      <WarningIcon aria-hidden size={20} />
      <p>{words(error)}</p>
      {onRetry && (
        <Button size="small" icon={<RetryIcon aria-hidden weight="bold" />} onClick={onRetry}>
          {t("action.retry")}
        </Button>
      )}
    </div>
  );
}

export function Empty({ title, text, children }: { title: string; text?: string; children?: ReactNode }) {
  return (
    <EmptyState title={title} actions={children}>
      {text}
    </EmptyState>
  );
}

interface Asked<T> {
  data: T | undefined;
  error: unknown;
  refetch: () => unknown;
}

/** Draw what was asked for, or why it is not there. */
export function Answer<T>({
  asked,
  children,
  rows,
}: {
  asked: Asked<T>;
  children: (data: T) => ReactNode;
  rows?: number;
}) {
  if (asked.data !== undefined) return <>{children(asked.data)}</>;
  if (asked.error) return <Failure error={asked.error} onRetry={() => void asked.refetch()} />;
  return <Loading rows={rows} />;
}
