/** A broadcast put together: what, to whom, how it looks; and sent, which cannot be taken back from memory. */
import { Button, Modal } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useAppId } from "../apps/queries";
import { BroadcastIcon, EyeIcon } from "../icons";
import { ApiCallButton } from "../shared/code/CodeDrawer";
import { toTheMinute } from "../shared/Moment";
import { useAct } from "../shared/useAct";
import { useSettled } from "../shared/useSettled";
import { Box, Page } from "../shell/Page";
import { useWords } from "../words";
import { audienceOf, contentOf, emptyDraft, isNarrowed, toWire, type Draft } from "./draft";
import { PhonePreview } from "./PhonePreview";
import { broadcastsKey, send, useCount, useSafety, useTags } from "./queries";
import { AllowanceChip, PausedBanner } from "./Standing";
import { ToOneDialog } from "./ToOneDialog";
import { useAudienceWords } from "./useAudienceWords";
import { WhatFields } from "./WhatFields";
import { WhoFields } from "./WhoFields";
import "./broadcasts.css";

export default function Composer() {
  const { t, language } = useWords();
  const appId = useAppId();
  const go = useNavigate();
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const [clientId] = useState(newId);
  const [asks, setAsks] = useState<"send" | "one" | null>(null);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const content = contentOf(draft);
  const audience = audienceOf(draft);
  const counted = useCount(appId, useSettled(audience)).data;
  const isPaused = Boolean(useSafety(appId).data?.paused_until);
  const tags = useTags(appId).data?.items ?? [];
  const audienceWords = useAudienceWords(tags);
  const allowance = counted?.allowance;
  const reached = counted?.reached ?? 0;
  const isUsedUp = allowance?.left === 0;
  const act = useAct({
    run: () => {
      if (!content) throw new Error("what is sent is whole");
      return send(appId, { audience, content, client_id: clientId });
    },
    refresh: [broadcastsKey(appId)],
    onDone: () => void go(`/apps/${appId}/broadcasts`),
  });
  const mayLack = isUsedUp ? t(`broadcasts.usedUp.${allowance.per}`, { at: toTheMinute(allowance.renews_at, language) }) : null;
  const calls = [{ name: t("broadcasts.sendAll"), method: "POST" as const, path: "/cgi-bin/message/mass/sendall", query: { access_token: "ACCESS_TOKEN" }, body: toWire(content, audience) }];

  return (
    <Page
      title={t("broadcasts.new")}
      chips={allowance && <AllowanceChip allowance={allowance} />}
      soft={
        <>
          <ApiCallButton calls={calls} />
          <Button icon={<EyeIcon aria-hidden size={18} />} disabled={!content} onClick={() => setAsks("one")}>
            {t("broadcasts.toOne")}
          </Button>
        </>
      }
      door={
        <Button type="primary" icon={<BroadcastIcon aria-hidden size={18} />} disabled={!content || isUsedUp || isPaused || reached === 0} onClick={() => setAsks("send")}>
          {t("broadcasts.sendTo", { count: reached })}
        </Button>
      }
    >
      <PausedBanner appId={appId} />
      {mayLack && <div className="banner banner--warn">{mayLack}</div>}
      <div className="broadcast-composer">
        <div className="stack">
          <Box title={t("broadcasts.what")}>
            <WhatFields appId={appId} draft={draft} change={change} />
          </Box>
          <Box title={t("broadcasts.who")}>
            <WhoFields appId={appId} draft={draft} counted={counted} change={change} />
            {draft.isToSome && isNarrowed(draft.audience) && draft.audience.tag_id === null && <p className="note">{t("broadcasts.onlyHere")}</p>}
          </Box>
        </div>
        <PhonePreview appId={appId} draft={draft} />
      </div>
      {asks === "one" && content && <ToOneDialog appId={appId} content={content} onClose={() => setAsks(null)} />}
      {asks === "send" && (
        <Modal
          open
          title={t("broadcasts.confirmTitle", { count: reached })}
          okText={t("broadcasts.sendTo", { count: reached })}
          cancelText={t("action.cancel")}
          okButtonProps={{ loading: act.isPending }}
          onOk={() => act.mutate()}
          onCancel={() => setAsks(null)}
        >
          <p>{audienceWords(audience)}</p>
          {allowance && <p className="note">{t(`broadcasts.confirm.${allowance.per}`, { left: Math.max(0, allowance.left - 1), limit: allowance.limit })}</p>}
          <p className="note">{t("broadcasts.confirmText")}</p>
        </Modal>
      )}
    </Page>
  );
}

/** Sent twice by a bad line, it is one broadcast still. */
const newId = (): string => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
