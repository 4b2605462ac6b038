import type { Outgoing } from "@hutong/sync";
import { Bubble, Menu } from "@hutong/ui";
import { ClockIcon, RemoveIcon, RetryIcon, WarningIcon } from "@hutong/ui/icons";
import { ApiError } from "@hutong/api";
import { memo } from "react";
import { useSelf } from "../app/session";
import { clockTime } from "../app/time";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { LocalFile } from "./bodies/Media";
import { PlaceCard } from "./bodies/PlaceCard";
import { TextBody } from "./bodies/TextBody";

/** A message on its way: on screen at once, with a clock until the server has it, with its reason when it was refused. */
export const OutgoingMessage = memo(function OutgoingMessage({ outgoing }: { outgoing: Outgoing }) {
  const { t, language } = useWords();
  const { device } = useSelf();
  const { preview, state, at } = outgoing;
  const isFailed = state === "failed";
  const meta = (
    <>
      <time dateTime={at}>{clockTime(at, language)}</time>
      {!isFailed && <ClockIcon weight="bold" aria-label={t("thread.sending")} />}
    </>
  );
  return (
    <li className="msg msg-mine msg-ends-run">
      <div className="msg-sending">
        {isFailed && <Failed outgoing={outgoing} />}
        {preview.kind === "text" ? (
          <Bubble mine meta={meta}>
            <TextBody text={preview.text} withAnchors={false} answerIn={null} />
          </Bubble>
        ) : preview.kind === "location" ? (
          <Bubble mine shape="card" meta={meta}>
            <PlaceCard body={preview} />
          </Bubble>
        ) : (
          <Bubble mine shape="card" meta={preview.kind === "voice" && preview.url ? null : meta}>
            <LocalFile file={preview} outgoing={outgoing} meta={<span className="bubble-meta">{meta}</span>} />
          </Bubble>
        )}
        {preview.kind !== "text" && preview.kind !== "location" && (state === "sending" || state === "waiting") && outgoing.draft === null && (
          <button type="button" className="msg-stop" onClick={() => device.discard(outgoing.clientId)}>
            {t("media.stop")}
          </button>
        )}
      </div>
    </li>
  );
});

function Failed({ outgoing: { clientId, error } }: { outgoing: Outgoing }) {
  const { t } = useWords();
  const { device } = useSelf();
  const wordsFor = useErrorWords();
  const why = error ? wordsFor(new ApiError(0, error.code, error.params)) : "";
  const items = [
    { label: t("thread.sendAgain"), icon: RetryIcon, run: () => device.retry(clientId) },
    { label: t("thread.discard"), icon: RemoveIcon, danger: true, run: () => device.discard(clientId) },
  ];
  return (
    <Menu items={items} side="above">
      {({ open, toggle }) => (
        <button type="button" className="msg-failed" aria-expanded={open} aria-haspopup="menu" onClick={toggle}>
          <WarningIcon weight="bold" aria-hidden="true" />
          <span>
            {t("thread.notSent")} <small>{why}</small>
          </span>
        </button>
      )}
    </Menu>
  );
}
