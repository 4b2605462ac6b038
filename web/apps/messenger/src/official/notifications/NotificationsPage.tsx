import type { Notification } from "@hutong/api";
import { Button, EmptyState, SkeletonRows, Switch } from "@hutong/ui";
import { useState } from "react";
import { useLocation, useSearchParams } from "wouter";
import { useSession } from "../../app/session";
import { useSay } from "../../app/toasts";
import { useAnswer } from "../../app/useAnswer";
import { useErrorWords } from "../../app/useErrorWords";
import { useWords } from "../../app/words";
import { PageHeader } from "../../shell/PageHeader";
import "../../people/pages.css";
import "./notifications.css";

/** What an account may tell of its own accord: asked about when a page names templates, else the person's settings. */
export default function NotificationsPage({ appId }: { appId: string }) {
  const { t } = useWords();
  const { api } = useSession();
  const wordsFor = useErrorWords();
  const [search] = useSearchParams();
  const ids = search.get("ids") ?? "";
  const answer = useAnswer(`${appId} ${ids}`, () => api.notifications(appId, ids));
  return (
    <article className="page">
      <PageHeader title={t(ids === "" ? "notifications.title" : "notifications.ask")} />
      <div className="page-body">
        {answer.state === "waiting" && <SkeletonRows label={t("app.loading")} rows={3} />}
        {answer.state === "failed" && <EmptyState title={wordsFor(answer.error)} />}
        {answer.state === "here" && ids !== "" && <Asked appId={appId} items={answer.value.items} isFromArticle={search.get("from") === "article"} />}
        {answer.state === "here" && ids === "" && <Settings appId={appId} first={answer.value.items} />}
      </div>
    </article>
  );
}

/** Each yes allows one notification. */
function Asked({ appId, items, isFromArticle }: { appId: string; items: Notification[]; isFromArticle: boolean }) {
  const { t } = useWords();
  const { api } = useSession();
  const say = useSay();
  const wordsFor = useErrorWords();
  const [, go] = useLocation();
  const [refused, setRefused] = useState<string[]>([]);
  const [isBusy, setBusy] = useState(false);
  const finish = async (areAllRefused: boolean) => {
    setBusy(true);
    const said = (id: string) => (areAllRefused || refused.includes(id) ? ("reject" as const) : ("accept" as const));
    try {
      const answers = Object.fromEntries(items.map(({ template_id }) => [template_id, said(template_id)]));
      await api.answerNotifications(appId, answers, isFromArticle ? "article" : "page");
      say(t(Object.values(answers).includes("accept") ? "notifications.allowed" : "notifications.refused"));
      if (history.length > 1) history.back();
      else go("/");
    } catch (error) {
      say(wordsFor(error));
      setBusy(false);
    }
  };
  return (
    <>
      <p className="identity-intro">{t("notifications.askHelp")}</p>
      <div className="notifications">
        {items.map((item) => (
          <Row
            key={item.template_id}
            item={item}
            help={t(item.long_term ? "notifications.longTerm" : "notifications.once")}
            on={!refused.includes(item.template_id)}
            onChange={(on) => setRefused((now) => (on ? now.filter((one) => one !== item.template_id) : [...now, item.template_id]))}
          />
        ))}
      </div>
      <div className="notifications-doors">
        <Button onClick={() => void finish(true)} disabled={isBusy}>
          {t("notifications.refuse")}
        </Button>
        <Button look="door" onClick={() => void finish(false)} disabled={isBusy || refused.length === items.length}>
          {t("notifications.allow")}
        </Button>
      </div>
    </>
  );
}

function Settings({ appId, first }: { appId: string; first: Notification[] }) {
  const { t } = useWords();
  const { api } = useSession();
  const say = useSay();
  const wordsFor = useErrorWords();
  const [items, setItems] = useState(first);
  if (items.length === 0) return <EmptyState title={t("notifications.none")}>{t("notifications.noneHelp")}</EmptyState>;
  const want = async (id: string, on: boolean) => {
    try {
      setItems((await api.wantNotification(appId, id, on)).items);
    } catch (error) {
      say(wordsFor(error));
    }
  };
  return (
    <>
      <p className="identity-intro">{t("notifications.help")}</p>
      <div className="notifications">
        {items.map((item) => (
          <Row
            key={item.template_id}
            item={item}
            help={item.kind === "subscription" ? t("notifications.left", { count: item.left }) : t("notifications.any")}
            on={item.wanted}
            onChange={(on) => void want(item.template_id, on)}
          />
        ))}
      </div>
    </>
  );
}

function Row({ item, help, on, onChange }: { item: Notification; help: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <div className="notification">
      <Switch label={item.title} help={help} on={on} onChange={onChange} />
      {item.example && <p className="notification-example">{item.example}</p>}
    </div>
  );
}
