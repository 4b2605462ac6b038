/** The menu under an account's conversations: edited as a tree, tried on a phone, published at once. */
import { ApiError } from "@hutong/api";
import { Chip } from "@hutong/ui";
import { Button } from "antd";
import { useState } from "react";
import { useApp, useAppId, appKey } from "../../apps/queries";
import type { App } from "../../apps/types";
import { CodeTagIcon, EditIcon } from "../../icons";
import { ApiCallButton, CodeSample } from "../../shared/code/CodeDrawer";
import type { PageCall } from "../../shared/code/CodeDrawer";
import { Answer, Failure } from "../../shared/State";
import { useAct } from "../../shared/useAct";
import { useConfirm } from "../../shared/useConfirm";
import { useUndo } from "../../shared/useUndo";
import { useWidth } from "../../shared/useWidth";
import { Page } from "../../shell/Page";
import { useWords } from "../../words";
import { deleteMenu, publishMenu, useMenu } from "../queries";
import { at, changesBetween, emptyDraft, fromWire, isSame, problemsOf, toWire } from "./draft";
import type { Draft, Position } from "./draft";
import { ButtonForm } from "./ButtonForm";
import { ButtonTree } from "./ButtonTree";
import { PhonePreview } from "./PhonePreview";
import { spotOf } from "./refusal";
import type { Spot } from "./refusal";
import "./menu.css";

export default function MenuEditor() {
  const { t } = useWords();
  const appId = useAppId();
  const app = useApp(appId);
  const menu = useMenu(appId);
  if (app.data === undefined || menu.data === undefined) {
    return (
      <Page title={t("nav.menu")}>
        <Answer asked={app.data === undefined ? app : menu}>{() => null}</Answer>
      </Page>
    );
  }
  return <Editor key={appId} app={app.data} published={fromWire(menu.data)} />;
}

function Editor({ app, published }: { app: App; published: Draft }) {
  const { t } = useWords();
  const confirm = useConfirm();
  const offerUndo = useUndo();
  const isDesk = useWidth() === "desk";
  const [isCodeOpen, setCodeOpen] = useState(false);
  const [draft, setDraft] = useState(published);
  const [chosen, choose] = useState<Position | null>(published.buttons.length > 0 ? "0" : null);
  const [hasTried, setTried] = useState(false);
  const [refusal, setRefusal] = useState<{ spot: Spot | null; thrown: unknown } | null>(null);
  const key = appKey(app.app_id, "menu");
  const problems = problemsOf(draft);
  const isChanged = !isSame(published, draft);

  const change = (next: Draft) => {
    setRefusal(null);
    setDraft(next);
  };
  const undo = useAct({
    run: (before: Draft) =>
      before.buttons.length > 0 ? publishMenu(app.app_id, toWire(before)) : deleteMenu(app.app_id),
    refresh: [key],
    done: t("menu.undone"),
    onDone: (_, before) => {
      change(before);
      choose(before.buttons.length > 0 ? "0" : null);
    },
  });
  const publish = useAct({
    run: () => publishMenu(app.app_id, toWire(draft)),
    refresh: [key],
    onDone: () => {
      setTried(false);
      offerUndo(t("menu.published", { count: app.followers }), () => undo.mutate(published));
    },
    onRefused: (thrown) => {
      if (!(thrown instanceof ApiError)) return false;
      const spot = spotOf(thrown.params["field"], draft);
      setRefusal({ spot, thrown });
      if (spot !== null) choose(spot.position);
      return true;
    },
  });
  const remove = useAct({
    run: () => deleteMenu(app.app_id),
    refresh: [key],
    onDone: () => {
      change(emptyDraft);
      choose(null);
      offerUndo(t("menu.deleted"), () => undo.mutate(published));
    },
  });
  const tryToPublish = () => {
    setTried(true);
    const first = problems[0];
    if (first !== undefined) choose(first.position);
    else
      confirm({
        title: t("menu.publishTitle", { count: app.followers }),
        text: t("menu.publishText", { count: changesBetween(published, draft) }),
        action: t("menu.publish", { count: app.followers }),
        run: () => publish.mutateAsync(),
      });
  };
  const discard = () => {
    change(published);
    choose(published.buttons.length > 0 ? "0" : null);
    setTried(false);
  };
  const call: PageCall = {
    name: t("code.menu"),
    method: "POST",
    path: "/cgi-bin/menu/create",
    query: { access_token: "ACCESS_TOKEN" },
    body: { button: toWire(draft).buttons },
    before: { button: toWire(published).buttons },
  };
  const button = chosen === null ? undefined : at(draft, chosen);
  return (
    <Page
      title={t("nav.menu")}
      chips={
        isChanged && (
          <Chip tone="warn" icon={EditIcon}>
            {t("menu.changes", { count: changesBetween(published, draft) })}
          </Chip>
        )
      }
      soft={
        <>
          {isDesk ? (
            <Button
              icon={<CodeTagIcon aria-hidden size={18} />}
              aria-expanded={isCodeOpen}
              onClick={() => setCodeOpen(!isCodeOpen)}
            >
              {t("code.show")}
            </Button>
          ) : (
            <ApiCallButton calls={[call]} />
          )}
          <Button disabled={!isChanged} onClick={discard}>
            {t("menu.discard")}
          </Button>
        </>
      }
      door={
        <Button
          type="primary"
          disabled={!isChanged || draft.buttons.length === 0}
          loading={publish.isPending}
          onClick={tryToPublish}
        >
          {t("menu.publish", { count: app.followers })}
        </Button>
      }
    >
      {refusal !== null && refusal.spot === null && <Failure error={refusal.thrown} />}
      <div className="menu-editor">
        <PhonePreview app={app} draft={draft} chosen={chosen} onChoose={choose} />
        <div className="stack">
        <div className="box menu-editor__panes">
          <ButtonTree
            draft={draft}
            chosen={chosen}
            problems={hasTried ? problems : []}
            onChoose={choose}
            onChange={change}
          />
          {button !== undefined && chosen !== null && (
            <ButtonForm
              key={chosen}
              draft={draft}
              position={chosen}
              button={button}
              problems={problems.filter((problem) => problem.position === chosen)}
              showAll={hasTried}
              refusal={
                refusal?.spot?.position === chosen ? { field: refusal.spot.field, thrown: refusal.thrown } : null
              }
              onChange={change}
              onChoose={choose}
            />
          )}
        </div>
        {isDesk && isCodeOpen && (
          <section className="box code-card-inline">
            <CodeSample call={{ ...call, name: t("code.title") }} onClose={() => setCodeOpen(false)} />
          </section>
        )}
        {published.buttons.length > 0 && (
          <div className="menu-editor__end">
            <Button
              danger
              type="text"
              loading={remove.isPending}
              onClick={() =>
                confirm({
                  title: t("menu.deleteTitle"),
                  text: t("menu.deleteText", { count: app.followers }),
                  action: t("menu.delete"),
                  run: () => remove.mutateAsync(),
                })
              }
            >
              {t("menu.delete")}
            </Button>
          </div>
        )}
        </div>
      </div>
    </Page>
  );
}
