import type { Thread } from "@hutong/sync";
import { createContext, lazy, Suspense, use, useCallback, useMemo, useState, type ReactNode } from "react";
import { useSession } from "../../app/session";
import { useWords } from "../../app/words";

const Viewer = lazy(() => import("./Viewer"));
const Context = createContext<(key: string) => void>(() => undefined);

/** Opens the pictures of a thread, beginning with the one that is named by its id. */
export function ViewerProvider({ thread, children }: { thread: Thread; children: ReactNode }) {
  const { t } = useWords();
  const { api } = useSession();
  const [open, setOpen] = useState<string | null>(null);
  const view = useCallback((key: string) => setOpen(key), []);
  const pictures = useMemo(() => {
    if (open === null) return [];
    return thread.entries.flatMap(({ id, body }) =>
      body.kind === "image" ? [{ key: id, url: api.mediaUrl(body.media.url), name: body.media.name ?? t("preview.image") }] : [],
    );
  }, [open, thread.entries, api, t]);
  return (
    <Context value={view}>
      {children}
      {open !== null && (
        <Suspense>
          <Viewer pictures={pictures} first={open} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </Context>
  );
}

export const useViewer = () => use(Context);
