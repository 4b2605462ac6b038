/** A page of others in a frame of its own, with the house's sheets above it. */
import { ApiError } from "@hutong/api";
import { Button, EmptyState, LinkButton } from "@hutong/ui";
import { useSession } from "../app/session";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { ConsentSheet } from "./ConsentSheet";
import { Asking } from "./useAbilities";
import type { Page } from "./usePage";

/** Without the top window, other windows, or anything of the phone's that the messenger did not ask for first. */
const SANDBOX = "allow-scripts allow-same-origin allow-forms allow-modals allow-downloads";

interface PageFrameProps {
  page: Page;
  /** What the page is told it stands in, before anything of its own runs. */
  name?: string;
  onClose: () => void;
}

export function PageFrame({ page, name, onClose }: PageFrameProps) {
  const { t } = useWords();
  const { session } = useSession();
  const wordsFor = useErrorWords();
  const { place, title, question, current, frame, asked, onLoad, answerSignIn } = page;
  const isLab = session.instance.mode === "lab";
  return (
    <>
      {place.is === "opening" && <div className="browser-wait" role="status" aria-label={t("browser.opening")} />}
      {place.is === "frame" && (
        <iframe
          key={place.turn}
          ref={frame}
          name={name}
          className="browser-frame"
          title={title || place.way.host}
          src={place.src}
          sandbox={SANDBOX}
          referrerPolicy="no-referrer"
          allow="geolocation 'none'; camera 'none'; microphone 'none'; payment 'none'"
          onLoad={onLoad}
        />
      )}
      {place.is === "window" && (
        <EmptyState title={t("browser.ownWindow")} actions={<LinkButton look="door" href={place.url} target="_blank" rel="noopener noreferrer">{t("browser.openWindow")}</LinkButton>}>
          {t("browser.ownWindowHelp")}
        </EmptyState>
      )}
      {place.is === "wrong" && (
        <EmptyState title={wordsFor(place.error)} actions={<Button look="door" onClick={onClose}>{t("browser.close")}</Button>}>
          {isLab && place.error instanceof ApiError && typeof place.error.params["text"] === "string" ? `${place.error.params["text"]}` : null}
        </EmptyState>
      )}
      {question && <ConsentSheet question={question.question} onAnswer={answerSignIn} />}
      <Asking asked={asked} site={current?.host ?? ""} />
    </>
  );
}
