/** A rule: its keywords, and what is said to them. */
import { Button, Input, Modal, Select, Switch, Tooltip } from "antd";
import { useState } from "react";
import { useAppId } from "../apps/queries";
import { PlusIcon, RemoveIcon } from "../icons";
import { FieldNote } from "../shared/Counter";
import { Field } from "../shared/Field";
import { useAct } from "../shared/useAct";
import { useWords } from "../words";
import { emptyReply, limits, mistakesIn, type RuleDraft } from "./draft";
import { repliesKey, saveRule } from "./queries";
import { ReplyForm } from "./ReplyForm";
import type { Keyword } from "./types";

export function RuleEditor({ first, onClose }: { first: RuleDraft; onClose: () => void }) {
  const { t } = useWords();
  const appId = useAppId();
  const [draft, setDraft] = useState(first);
  const [hasTried, setTried] = useState(false);
  const change = (part: Partial<RuleDraft>) => setDraft((now) => ({ ...now, ...part }));
  const mistakes = mistakesIn(draft);
  const wrong = (what: (typeof mistakes)[number]) =>
    hasTried && mistakes.includes(what) ? t(`replies.mistake.${what}`) : undefined;
  const save = useAct({ run: () => saveRule(appId, draft), refresh: [repliesKey(appId)], onDone: onClose });
  return (
    <Modal
      open
      width={620}
      title={t(draft.id === null ? "replies.addRule" : "replies.editRule")}
      okText={t("action.save")}
      cancelText={t("action.cancel")}
      okButtonProps={{ loading: save.isPending }}
      onOk={() => (mistakes.length === 0 ? save.mutate() : setTried(true))}
      onCancel={onClose}
    >
      <Field label={t("replies.ruleName")} note={t("replies.ruleNameNote")} error={wrong("name")}>
        <Input autoFocus value={draft.name} onChange={(event) => change({ name: event.target.value })} />
      </Field>
      <div className="field-box">
        <span>{t("replies.keywords")}</span>
        <Keywords keywords={draft.keywords} onChange={(keywords) => change({ keywords })} />
        <FieldNote error={wrong("keywords")}>{t("replies.keywordsNote")}</FieldNote>
      </div>
      <div className="field-box">
        <span>{t("replies.said")}</span>
        {draft.replies.map((reply, place) => (
          <div className="reply-one" key={place}>
            <ReplyForm
              label={t("replies.message", { number: place + 1 })}
              reply={reply}
              onChange={(said) => change({ replies: draft.replies.map((one, at) => (at === place ? said : one)) })}
            />
            {draft.replies.length > 1 && (
              <RemoveButton
                label={t("replies.removeMessage", { number: place + 1 })}
                onClick={() => change({ replies: draft.replies.filter((_, at) => at !== place) })}
              />
            )}
          </div>
        ))}
        <FieldNote error={wrong("replies")} />
        {draft.replies.length < limits.replies && (
          <Button
            icon={<PlusIcon aria-hidden weight="bold" />}
            onClick={() => change({ replies: [...draft.replies, emptyReply()] })}
          >
            {t("replies.addMessage")}
          </Button>
        )}
      </div>
      {draft.replies.length > 1 && (
        <label className="reply-switch">
          <Switch checked={draft.picksOne} onChange={(picksOne) => change({ picksOne })} />
          <span>{t("replies.picksOne")}</span>
        </label>
      )}
    </Modal>
  );
}

function Keywords({ keywords, onChange }: { keywords: Keyword[]; onChange: (keywords: Keyword[]) => void }) {
  const { t } = useWords();
  const edit = (place: number, part: Partial<Keyword>) =>
    onChange(keywords.map((keyword, at) => (at === place ? { ...keyword, ...part } : keyword)));
  return (
    <>
      {keywords.map((keyword, place) => (
        <div className="keyword" key={place}>
          <Select
            className="keyword__match"
            aria-label={t("replies.match")}
            value={keyword.match}
            options={[
              { value: "contain" as const, label: t("replies.contain") },
              { value: "equal" as const, label: t("replies.equal") },
            ]}
            onChange={(match) => edit(place, { match })}
          />
          <Input
            aria-label={t("replies.keyword", { number: place + 1 })}
            value={keyword.text}
            onChange={(event) => edit(place, { text: event.target.value })}
          />
          {keywords.length > 1 && (
            <RemoveButton
              label={t("replies.removeKeyword", { number: place + 1 })}
              onClick={() => onChange(keywords.filter((_, at) => at !== place))}
            />
          )}
        </div>
      ))}
      {keywords.length < limits.keywords && (
        <Button
          size="small"
          icon={<PlusIcon aria-hidden weight="bold" />}
          onClick={() => onChange([...keywords, { text: "", match: "contain" }])}
        >
          {t("replies.addKeyword")}
        </Button>
      )}
    </>
  );
}

function RemoveButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Tooltip title={label}>
      <Button type="text" aria-label={label} icon={<RemoveIcon aria-hidden size={18} />} onClick={onClick} />
    </Tooltip>
  );
}
