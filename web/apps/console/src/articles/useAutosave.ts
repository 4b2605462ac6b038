/** Keeps a draft while one writes: a moment after the last change, one save at a time, the newest words last. */
import { useCallback, useEffect, useRef, useState } from "react";
import { refusalsOf } from "./draft";
import { createDraft, saveDraft } from "./queries";
import type { Article, Draft } from "./types";

const QUIET_MS = 1_200;

export type Saving = "saved" | "changed" | "saving" | "refused";

interface Autosave {
  saving: Saving;
  /** What was refused, if the last save was. */
  thrown: unknown;
  /** Whether there is a draft on the server at all. */
  isKept: boolean;
  /** Save what is not saved yet; answers the draft's id, or null when it was refused. */
  saveNow: () => Promise<string | null>;
}

export function useAutosave(appId: string, known: string | null, articles: Article[], onKept: (draft: Draft) => void): Autosave {
  const [saving, setSaving] = useState<Saving>("saved");
  const [thrown, setThrown] = useState<unknown>(null);
  const [isKept, setKept] = useState(known !== null);
  const mediaId = useRef(known);
  const newest = useRef(articles);
  const kept = useRef(articles);
  const running = useRef<Promise<unknown>>(Promise.resolve());

  const save = useCallback(async (): Promise<string | null> => {
    await running.current;
    const wanted = newest.current;
    if (wanted === kept.current) return mediaId.current;
    if (refusalsOf(wanted).length > 0) return null;
    setSaving("saving");
    const asked = mediaId.current === null ? createDraft(appId, wanted) : saveDraft(appId, mediaId.current, wanted);
    running.current = asked.catch(() => undefined);
    try {
      const draft = await asked;
      mediaId.current = draft.media_id;
      kept.current = wanted;
      setThrown(null);
      setKept(true);
      setSaving(newest.current === wanted ? "saved" : "changed");
      onKept(draft);
      return draft.media_id;
    } catch (refusal) {
      setThrown(refusal);
      setSaving("refused");
      return null;
    }
  }, [appId, onKept]);

  useEffect(() => {
    newest.current = articles;
    if (articles === kept.current) return;
    setSaving("changed");
    const timer = setTimeout(() => void save(), QUIET_MS);
    return () => clearTimeout(timer);
  }, [articles, save]);

  useEffect(() => {
    if (saving === "saved") return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [saving]);

  // Whoever leaves the page within the console has their last words kept as well.
  useEffect(() => () => void save(), [save]);

  return { saving, thrown, isKept, saveNow: save };
}
