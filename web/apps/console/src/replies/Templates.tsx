/** Templates: taken from the library or written, and filled in by the account's server. */
import { Chip } from "@hutong/ui";
import { Button, Input, Modal, Segmented, Select } from "antd";
import { useState } from "react";
import { useAppId } from "../apps/queries";
import { PlusIcon, RemoveIcon, WarnIcon } from "../icons";
import { ApiCallButton } from "../shared/code/CodeDrawer";
import { CopyButton } from "../shared/Copy";
import { Field } from "../shared/Field";
import { Answer, Empty } from "../shared/State";
import { useAct } from "../shared/useAct";
import { useConfirm } from "../shared/useConfirm";
import { Page } from "../shell/Page";
import { useWords } from "../words";
import { placesIn } from "./draft";
import { addTemplate, deleteTemplate, templatesKey, useTemplates } from "./queries";
import "./replies.css";
import type { LibraryTitle, Template } from "./types";

export default function Templates() {
  const { t, language } = useWords();
  const appId = useAppId();
  const templates = useTemplates(appId, language);
  const [isAdding, setAdding] = useState(false);
  const items = templates.data?.items ?? [];
  const add = (
    <Button type="primary" icon={<PlusIcon aria-hidden weight="bold" />} onClick={() => setAdding(true)}>
      {t("templates.add")}
    </Button>
  );
  return (
    <Page
      title={t("nav.templates")}
      soft={<ApiCallButton calls={[sendingCall(t("templates.send"), items[0])]} />}
      door={items.length > 0 ? add : undefined}
    >
      <Answer asked={templates}>
        {(all) => (
          <>
            {!all.may_send && (
              <div className="banner banner--warn" role="status">
                <WarnIcon aria-hidden size={20} />
                <div>
                  <b>{t("templates.mayNot")}</b>
                  <p>{t("templates.mayNotText")}</p>
                </div>
              </div>
            )}
            {all.items.length === 0 ? (
              <div className="box">
                <Empty title={t("templates.empty")} text={t("templates.emptyText")}>
                  {add}
                </Empty>
              </div>
            ) : (
              <ul className="cards">
                {all.items.map((template) => (
                  <li key={template.id}>
                    <TemplateCard template={template} />
                  </li>
                ))}
              </ul>
            )}
            {isAdding && <AddTemplate library={all.library} onClose={() => setAdding(false)} />}
          </>
        )}
      </Answer>
    </Page>
  );
}

/** The call that fills a template in, with its own places. */
function sendingCall(name: string, template: Template | undefined) {
  const places = placesIn(template?.content ?? "{{thing1.DATA}}");
  return {
    name,
    method: "POST" as const,
    path: template?.kind === "subscription" ? "/cgi-bin/message/subscribe/bizsend" : "/cgi-bin/message/template/send",
    query: { access_token: "ACCESS_TOKEN" },
    body: {
      touser: "OPENID",
      template_id: template?.id ?? "TEMPLATE_ID",
      data: Object.fromEntries(places.map((place) => [place, { value: "…" }])),
    },
  };
}

function TemplateCard({ template }: { template: Template }) {
  const { t } = useWords();
  const appId = useAppId();
  const confirm = useConfirm();
  const remove = useAct({ run: () => deleteTemplate(appId, template.id), refresh: [templatesKey(appId)] });
  return (
    <article className="box template">
      <div className="box__head">
        <h2 className="el">{template.title}</h2>
        <span className="grow" />
        <Chip>{t(`templates.kind.${template.kind}`)}</Chip>
        {template.long_term && <Chip tone="warn">{t("templates.longTerm")}</Chip>}
      </div>
      <p className="template__text">{template.example || template.content}</p>
      {template.example !== "" && <p className="template__text mono">{template.content}</p>}
      <div className="template__do">
        <code className="openid el mono">{template.id}</code>
        <CopyButton text={template.id} what={t("templates.id")} />
        <Button
          type="text"
          aria-label={t("templates.delete", { title: template.title })}
          icon={<RemoveIcon aria-hidden size={18} />}
          onClick={() =>
            confirm({
              title: t("templates.deleteTitle", { title: template.title }),
              text: t("templates.deleteText"),
              action: t("templates.deleteAct"),
              run: () => remove.mutateAsync(),
            })
          }
        />
      </div>
    </article>
  );
}

type Way = "message" | "subscription" | "own";

function AddTemplate({ library, onClose }: { library: LibraryTitle[]; onClose: () => void }) {
  const { t, language } = useWords();
  const appId = useAppId();
  const [way, setWay] = useState<Way>("message");
  const [number, setNumber] = useState(library[0]?.number ?? 0);
  const [keywords, setKeywords] = useState<number[]>(() => library[0]?.keywords.map((one) => one.number) ?? []);
  const [title, setTitle] = useState("");
  const [content, setContent] = useState("");
  const chosen = library.find((one) => one.number === number);
  const isWhole =
    way === "own" ? title.trim() !== "" && placesIn(content).length > 0 : keywords.length > 0 && keywords.length <= 5;
  const made = way === "own" ? { title, content } : { kind: way, tid: number, keywords };
  const add = useAct({
    run: () => addTemplate(appId, language, made),
    refresh: [templatesKey(appId)],
    onDone: onClose,
  });
  const choose = (next: number) => {
    setNumber(next);
    setKeywords(library.find((one) => one.number === next)?.keywords.map((one) => one.number) ?? []);
  };
  return (
    <Modal
      open
      title={t("templates.add")}
      okText={t("templates.addAct")}
      cancelText={t("action.cancel")}
      okButtonProps={{ loading: add.isPending, disabled: !isWhole }}
      onOk={() => add.mutate()}
      onCancel={onClose}
    >
      <div className="field-box">
        <span>{t("templates.way")}</span>
        <Segmented
          block
          aria-label={t("templates.way")}
          value={way}
          options={(["message", "subscription", "own"] as const).map((one) => ({
            value: one,
            label: t(`templates.way.${one}`),
          }))}
          onChange={setWay}
        />
        <p className="note">{t(`templates.wayNote.${way}`)}</p>
      </div>
      {way === "own" ? (
        <>
          <Field label={t("templates.title")}>
            <Input maxLength={30} value={title} onChange={(event) => setTitle(event.target.value)} />
          </Field>
          <Field label={t("templates.content")} note={t("templates.contentNote")}>
            <Input.TextArea
              className="mono"
              autoSize={{ minRows: 4, maxRows: 12 }}
              maxLength={1000}
              placeholder={t("templates.contentHint", { place: "{{place.DATA}}" })}
              value={content}
              onChange={(event) => setContent(event.target.value)}
            />
          </Field>
        </>
      ) : (
        <>
          <Field label={t("templates.fromLibrary")}>
            <Select
              showSearch={{ optionFilterProp: "label" }}
              value={number}
              options={library.map((one) => ({ value: one.number, label: `${one.title} · ${one.category}` }))}
              onChange={choose}
            />
          </Field>
          <Field label={t("templates.keywords")} note={t("templates.keywordsNote")}>
            <Select
              mode="multiple"
              value={keywords}
              options={(chosen?.keywords ?? []).map((one) => ({ value: one.number, label: one.name }))}
              onChange={setKeywords}
            />
          </Field>
          <p className="template__text">
            {keywords
              .map((one) => chosen?.keywords.find((keyword) => keyword.number === one))
              .map((keyword) => (keyword ? t("templates.line", { name: keyword.name, value: keyword.example }) : ""))
              .join("\n")}
          </p>
        </>
      )}
    </Modal>
  );
}
