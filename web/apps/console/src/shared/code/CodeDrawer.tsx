/** The same in code: what a page does, as a call of the API. */
import { Button, Drawer, Tabs } from "antd";
import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import { http } from "../../api";
import type { LabState } from "../../lab/types";
import { CloseIcon, CodeTagIcon } from "../../icons";
import { useInstance } from "../../shell/useInstance";
import { CopyButton } from "../Copy";
import { useWidth } from "../useWidth";
import { useWords } from "../../words";
import { useDialect } from "./dialectChoice";
import { changedLines, dialects, sample } from "./samples";
import type { ApiCall, Dialect } from "./samples";
import "./code.css";

/** A call without its base; `before` is the same call as it was, so that what changed can be marked. */
export type PageCall = Omit<ApiCall, "base"> & { name: string; before?: unknown };

const names: Record<Dialect, string> = {
  http: "HTTP",
  curl: "curl",
  python: "Python",
  node: "Node",
  java: "Java",
  go: "Go",
};

/** "Show as API call": the first soft button of a page that an API can do too. */
export function ApiCallButton({ calls }: { calls: PageCall[] }) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const width = useWidth();
  const close = () => setOpen(false);
  return (
    <>
      <Button icon={<CodeTagIcon aria-hidden size={18} />} aria-expanded={isOpen} onClick={() => setOpen(true)}>
        {t("code.show")}
      </Button>
      <Drawer
        open={isOpen}
        onClose={close}
        placement={width === "desk" ? "right" : "bottom"}
        size={width === "desk" ? 560 : "70vh"}
        rootClassName="code-drawer"
        title={t("code.title")}
        closable={false}
        extra={<Button type="text" aria-label={t("action.close")} icon={<CloseIcon aria-hidden />} onClick={close} />}
      >
        {calls.map((call) => (
          <CodeSample key={call.name} call={call} />
        ))}
        <p className="note">{t("code.secrets")}</p>
      </Drawer>
    </>
  );
}

export function CodeSample({ call, onClose }: { call: PageCall; onClose?: () => void }) {
  const { t } = useWords();
  const base = useApiBase();
  const [dialect, choose] = useDialect();
  const text = sample({ ...call, base }, dialect);
  const before = call.before === undefined ? text : sample({ ...call, base, body: call.before }, dialect);
  return (
    <section className="sample">
      <h3>{call.name}</h3>
      <Tabs
        size="small"
        activeKey={dialect}
        onChange={(key) => choose(key as Dialect)}
        items={dialects.map((one) => ({ key: one, label: names[one] }))}
        tabBarExtraContent={
          <>
            <CopyButton text={text} what={names[dialect]} />
            {onClose && (
              <Button type="text" size="small" aria-label={t("action.close")} icon={<CloseIcon aria-hidden />} onClick={onClose} />
            )}
          </>
        }
      />
      <CodeText text={text} marked={changedLines(text, before)} />
    </section>
  );
}

/** Code with the words that matter painted: the verb, and the names of secrets. */
function CodeText({ text, marked }: { text: string; marked: Set<number> }) {
  return (
    <pre className="sample__text" tabIndex={0}>
      {text.split("\n").map((line, nth) => (
        <code key={nth} className={marked.has(nth) ? "sample__line sample__line--changed" : "sample__line"}>
          {painted(line)}
          {"\n"}
        </code>
      ))}
    </pre>
  );
}

function painted(line: string) {
  return line.split(/(^(?:GET|POST)\b|\b(?:ACCESS_TOKEN|APPSECRET)\b)/).map((part, nth) => {
    if (part === "GET" || part === "POST") return <b key={nth}>{part}</b>;
    return part === "ACCESS_TOKEN" || part === "APPSECRET" ? <em key={nth}>{part}</em> : part;
  });
}

/** Where api.weixin.qq.com answers here: its own port in a lab, a path of this instance elsewhere. */
function useApiBase(): string {
  const { isLab } = useInstance();
  const state = useQuery({
    queryKey: ["lab", "state"],
    queryFn: () => http.get<LabState>("/api/lab/state"),
    enabled: isLab,
    staleTime: Infinity,
  });
  const port = state.data?.hosts["api.weixin.qq.com"];
  return port === undefined ? `${location.origin}/api.weixin.qq.com` : `http://127.0.0.1:${port}`;
}
