/** One call laid open: why, what came, what went, what it says under its seal. */
import { Button, Tabs } from "antd";
import { useMemo } from "react";
import { useNavigate } from "react-router";
import { BackIcon, CodeIcon, MoreIcon, RetryIcon, RuleBookIcon } from "../../icons";
import { useCopy } from "../../shared/Copy";
import { exact } from "../../shared/Moment";
import { Answer } from "../../shared/State";
import { useAct } from "../../shared/useAct";
import { useWords } from "../../words";
import { replayCall, useCall, useLabState } from "../queries";
import { Payload } from "./Payload";
import type { CallDetail } from "./calls";
import { curl } from "./curl";
import { addressOf } from "./address";
import { SeenPane } from "./SeenPane";
import { VerdictChip } from "./VerdictChip";
import { WhyPane } from "./WhyPane";

export function CallDetailPane({ id, onClose }: { id: string; onClose: () => void }) {
  const call = useCall(id);
  return <Answer asked={call}>{(detail) => <Detail call={detail} onClose={onClose} />}</Answer>;
}

function Detail({ call, onClose }: { call: CallDetail; onClose: () => void }) {
  const { t, language } = useWords();
  const { request, response } = call;
  const query = request.query === "" ? "" : `?${request.query}`;
  const opened = [
    { line: t("detail.request"), text: request.decrypted },
    { line: t("detail.response"), text: response?.decrypted },
  ].filter((one) => Boolean(one.text));
  const tabs = [
    { key: "why", label: t("detail.why"), children: <WhyPane call={call} /> },
    {
      key: "request",
      label: t("detail.request"),
      children: <Payload line={`${call.method} ${call.path}${query}`} {...request} />,
    },
    {
      key: "response",
      label: t("detail.response"),
      children:
        response === null ? (
          <p className="note">{t("detail.noResponse")}</p>
        ) : (
          <Payload line={call.status === null || call.status === 0 ? "" : String(call.status)} {...response} />
        ),
    },
    ...(opened.length > 0
      ? [
          {
            key: "decrypted",
            label: t("detail.decrypted"),
            children: opened.map(({ line, text }) => <Payload key={line} line={line} body={text ?? null} />),
          },
        ]
      : []),
  ];
  const name = call.person_name ?? t("inspector.somebody");
  if (call.app_id !== null && call.person_id !== null)
    tabs.push({ key: "seen", label: t("detail.saw", { name }), children: <SeenPane call={call} name={name} /> });
  return (
    <>
      <header className="detail__head">
        <div className="inline">
          <Button
            className="detail__back"
            type="text"
            size="small"
            aria-label={t("action.back")}
            icon={<BackIcon aria-hidden size={18} />}
            onClick={onClose}
          />
          <VerdictChip call={call} isLong />
          <span className="grow" />
          <time className="mute num" dateTime={call.at}>
            {exact(call.at, language)}
          </time>
        </div>
        <code className="detail__line">
          {call.method} {call.path}
        </code>
        <p className="mute detail__host">
          {call.host}
          {call.ms !== null && ` · ${t("unit.ms", { ms: Math.round(call.ms) })}`}
          {call.attempts > 1 && ` · ${t("detail.attempt", { attempt: call.attempt, attempts: call.attempts })}`}
        </p>
      </header>
      <Tabs
        className="detail__tabs"
        more={{ icon: <MoreIcon aria-label={t("action.more")} size={18} /> }}
        defaultActiveKey={call.verdict.state === "ok" && call.why === null ? "request" : "why"}
        items={tabs}
      />
      <Actions call={call} />
    </>
  );
}

function Actions({ call }: { call: CallDetail }) {
  const { t } = useWords();
  const [isCopied, copy] = useCopy();
  const state = useLabState();
  const navigate = useNavigate();
  const replay = useAct({
    run: () => replayCall(call.id),
    done: t("detail.replayed"),
    onDone: ({ id }) => {
      if (id !== null) void navigate(`/lab/inspector/${id}`);
    },
  });
  const command = useMemo(
    () =>
      curl({
        method: call.method,
        url: addressOf(call, state.data?.hosts ?? {}, location.origin),
        headers: call.request.headers,
        body: call.request.body ?? "",
        isBinary: call.request.body_base64 !== null,
      }),
    [call, state.data],
  );
  return (
    <footer className="detail__foot">
      <Button icon={<CodeIcon aria-hidden size={18} />} onClick={() => void copy(command)}>
        {t(isCopied ? "copy.done" : "detail.curl")}
      </Button>
      {call.direction === "in" && (
        <Button icon={<RuleBookIcon aria-hidden size={18} />} href="/api/docs" target="_blank">
          {t("detail.rule")}
        </Button>
      )}
      <span className="grow" />
      {call.direction === "out" && call.method === "POST" && (
        <Button
          type="primary"
          icon={<RetryIcon aria-hidden size={18} />}
          loading={replay.isPending}
          onClick={() => replay.mutate()}
        >
          {t("detail.replay")}
        </Button>
      )}
    </footer>
  );
}
