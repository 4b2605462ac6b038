/** What one can do with the page as a whole: send it on, copy it, open it in a window; in a lab, why the JS-SDK refused. */
import { Button, LinkButton, Sheet } from "@hutong/ui";
import { CopyIcon, OpenIcon, RetryIcon, SendIcon } from "@hutong/ui/icons";
import { useState } from "react";
import { useDeviceState, useSelf } from "../app/session";
import { useSay } from "../app/toasts";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { peerName, PeerAvatar } from "../chat/peer";
import type { Share } from "./pageHost";
import type { Configured } from "./ways";

const MOST_CHATS = 30;

interface MoreProps {
  url: string;
  title: string;
  share: Share | null;
  configured: Configured | null;
  onReload: () => void;
  onClose: () => void;
}

export function MoreSheet({ url, title, share, configured, onReload, onClose }: MoreProps) {
  const { t } = useWords();
  const say = useSay();
  const [isSending, setSending] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(share?.link ?? url);
    say(t("browser.copied"));
    onClose();
  };
  if (isSending) return <Chats link={{ title: share?.title || title, desc: share?.desc ?? "", link: share?.link ?? url }} onClose={onClose} />;
  return (
    <Sheet title={t("browser.more")} closeLabel={t("app.close")} onClose={onClose}>
      <p className="browser-address" dir="ltr">{url}</p>
      <div className="browser-actions">
        <Button icon={SendIcon} wide onClick={() => setSending(true)}>{t("browser.send")}</Button>
        <Button icon={CopyIcon} wide onClick={() => void copy()}>{t("browser.copy")}</Button>
        <Button icon={RetryIcon} wide onClick={() => (onReload(), onClose())}>{t("browser.reload")}</Button>
        <LinkButton icon={OpenIcon} wide href={url} target="_blank" rel="noopener noreferrer">{t("browser.openWindow")}</LinkButton>
      </div>
      {configured && <Why configured={configured} />}
    </Sheet>
  );
}

/** The developer's corner: what `wx.config` was told, and the string that should have been signed. */
function Why({ configured }: { configured: Configured }) {
  const { t } = useWords();
  const { right, why, message, url, signed_url, expected_text, ticket_age_seconds, warnings } = configured;
  return (
    <section className="browser-why" aria-label={t("browser.sdk")}>
      <h3>{message}</h3>
      {!right && <p role="alert">{t(`browser.why.${why}`)}</p>}
      {warnings.map((warning) => <p key={warning}>{warning}</p>)}
      <dl>
        <dt>{t("browser.urlSeen")}</dt>
        <dd><code>{url}</code></dd>
        {signed_url && signed_url !== url && (
          <>
            <dt>{t("browser.urlSigned")}</dt>
            <dd><code>{signed_url}</code></dd>
          </>
        )}
        {expected_text && (
          <>
            <dt>{t("browser.toSign")}</dt>
            <dd><code>{expected_text}</code></dd>
          </>
        )}
        {ticket_age_seconds !== null && (
          <>
            <dt>{t("browser.ticketAge")}</dt>
            <dd>{t("browser.seconds", { count: ticket_age_seconds })}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

function Chats({ link, onClose }: { link: Share; onClose: () => void }) {
  const { t } = useWords();
  const { api } = useSelf();
  const say = useSay();
  const wordsFor = useErrorWords();
  const threads = [...useDeviceState().threads.values()].map(({ conversation }) => conversation).slice(0, MOST_CHATS);
  const send = async (id: string) => {
    onClose();
    try {
      await api.send(id, crypto.randomUUID(), { kind: "link", title: link.title, description: link.desc, url: link.link });
      say(t("browser.sent"));
    } catch (error) {
      say(wordsFor(error));
    }
  };
  return (
    <Sheet title={t("browser.send")} closeLabel={t("app.close")} onClose={onClose}>
      <ul className="browser-chats">
        {threads.map(({ id, peer }) => (
          <li key={id}>
            <button type="button" className="row" onClick={() => void send(id)}>
              <PeerAvatar peer={peer} size={40} />
              <span>{peerName(peer)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
