/** Answers without a server: a greeting, rules for keywords, and a default for everything else. */
import { Chip } from "@hutong/ui";
import { Button, Input, Switch } from "antd";
import { useState, type ReactNode } from "react";
import { Link } from "react-router";
import { useAppId } from "../apps/queries";
import { EditIcon, PlusIcon, RemoveIcon, WarnIcon } from "../icons";
import { ApiCallButton } from "../shared/code/CodeDrawer";
import { Answer, Empty } from "../shared/State";
import { useAct } from "../shared/useAct";
import { useConfirm } from "../shared/useConfirm";
import { Box, Page } from "../shell/Page";
import { useWords } from "../words";
import { draftOf, emptyReply, firstRule, isWhole, type RuleDraft } from "./draft";
import { deleteRule, repliesKey, setReplies, tryReply, useReplies, type Settings } from "./queries";
import { ReplyForm } from "./ReplyForm";
import { ReplyShown } from "./ReplyShown";
import { RuleEditor } from "./RuleEditor";
import "./replies.css";
import type { Replies as All, Reply, ReplyRule } from "./types";

export default function Replies() {
  const { t } = useWords();
  const appId = useAppId();
  const replies = useReplies(appId);
  const [edited, edit] = useState<RuleDraft | null>(null);
  const add = (
    <Button type="primary" icon={<PlusIcon aria-hidden weight="bold" />} onClick={() => edit(firstRule())}>
      {t("replies.addRule")}
    </Button>
  );
  return (
    <Page
      title={t("nav.replies")}
      soft={
        <ApiCallButton
          calls={[
            {
              name: t("replies.asCall"),
              method: "GET",
              path: "/cgi-bin/get_current_autoreply_info",
              query: { access_token: "ACCESS_TOKEN" },
            },
          ]}
        />
      }
      door={replies.data !== undefined && replies.data.rules.length > 0 ? add : undefined}
    >
      <Answer asked={replies}>
        {(all) => (
          <>
            {all.has_server && <ServerAnswers appId={appId} />}
            <div className="two-one">
              <Box title={t("replies.rules")}>
                {all.rules.length === 0 ? (
                  <Empty title={t("replies.noRules")} text={t("replies.noRulesText")}>
                    {add}
                  </Empty>
                ) : (
                  <ul className="rows">
                    {all.rules.map((rule) => (
                      <RuleRow key={rule.id} rule={rule} onEdit={() => edit(draftOf(rule))} />
                    ))}
                  </ul>
                )}
              </Box>
              <div className="reply-side">
                <Always all={all} />
                <TryOut rules={all.rules} isOn={all.answering_on} />
              </div>
            </div>
          </>
        )}
      </Answer>
      {edited && <RuleEditor first={edited} onClose={() => edit(null)} />}
    </Page>
  );
}

function ServerAnswers({ appId }: { appId: string }) {
  const { t } = useWords();
  return (
    <div className="banner banner--warn" role="status">
      <WarnIcon aria-hidden size={20} />
      <div>
        <b>{t("replies.serverAnswers")}</b>
        <p>{t("replies.serverAnswersText")}</p>
        <p>
          <Link to={`/apps/${appId}/settings`}>{t("nav.settings")}</Link>
        </p>
      </div>
    </div>
  );
}

function RuleRow({ rule, onEdit }: { rule: ReplyRule; onEdit: () => void }) {
  const { t } = useWords();
  const appId = useAppId();
  const confirm = useConfirm();
  const remove = useAct({ run: () => deleteRule(appId, rule.id), refresh: [repliesKey(appId)] });
  return (
    <li className="row reply-rule">
      <div className="grow">
        <b className="el">{rule.name}</b>
        <span className="reply-rule__words">
          {rule.keywords.map((keyword) => (
            <Chip key={keyword.match + keyword.text}>
              {keyword.match === "equal" ? t("replies.isWord", { word: keyword.text }) : keyword.text}
            </Chip>
          ))}
        </span>
        <div className="reply-rule__said">
          {rule.picks_one && rule.replies.length > 1 && <span className="note">{t("replies.oneOf")}</span>}
          {rule.replies.map((reply, place) => (
            <ReplyShown key={place} reply={reply} />
          ))}
        </div>
      </div>
      <div className="row__end">
        <Button type="text" aria-label={t("replies.edit", { name: rule.name })} icon={<EditIcon aria-hidden size={18} />} onClick={onEdit} />
        <Button
          type="text"
          aria-label={t("replies.delete", { name: rule.name })}
          icon={<RemoveIcon aria-hidden size={18} />}
          onClick={() =>
            confirm({
              title: t("replies.deleteTitle", { name: rule.name }),
              text: t("replies.deleteText"),
              action: t("replies.deleteRule"),
              run: () => remove.mutateAsync(),
            })
          }
        />
      </div>
    </li>
  );
}

/** The greeting and the default: each on its own switch, saved when it is whole. */
function Always({ all }: { all: All }) {
  const { t } = useWords();
  const settings: Settings = {
    greetingOn: all.greeting_on,
    greeting: all.greeting,
    answeringOn: all.answering_on,
    default: all.default,
  };
  return (
    <>
      <Box title={t("replies.greeting")}>
        <Constant
          label={t("replies.greeting")}
          note={t("replies.greetingNote")}
          isOn={all.greeting_on}
          reply={all.greeting}
          settings={(greetingOn, greeting) => ({ ...settings, greetingOn, greeting })}
        />
      </Box>
      <Box title={t("replies.answers")}>
        <Constant
          label={t("replies.default")}
          note={t("replies.defaultNote")}
          isOn={all.answering_on}
          reply={all.default}
          mayBeEmpty
          settings={(answeringOn, said) => ({ ...settings, answeringOn, default: said })}
        />
      </Box>
    </>
  );
}

interface ConstantProps {
  label: string;
  note: ReactNode;
  isOn: boolean;
  reply: Reply | null;
  /** Nothing need be said: rules answer alone. */
  mayBeEmpty?: boolean;
  settings: (isOn: boolean, reply: Reply | null) => Settings;
}

function Constant({ label, note, isOn, reply, mayBeEmpty = false, settings }: ConstantProps) {
  const { t } = useWords();
  const appId = useAppId();
  const [draft, setDraft] = useState<Reply | null>(null);
  const save = useAct({
    run: (wanted: Settings) => setReplies(appId, wanted),
    refresh: [repliesKey(appId)],
    done: t("replies.saved"),
    onDone: () => setDraft(null),
  });
  const shown = draft ?? reply;
  const isSilent = shown !== null && !isWhole(shown);
  return (
    <>
      <label className="reply-switch">
        <Switch
          checked={isOn}
          disabled={!isOn && !mayBeEmpty && reply === null}
          loading={save.isPending}
          aria-label={label}
          onChange={(next) => save.mutate(settings(next, reply))}
        />
        <span className="note">{note}</span>
      </label>
      {draft === null ? (
        <>
          {reply && <ReplyShown reply={reply} />}
          {reply === null && mayBeEmpty && <p className="note">{t("replies.noDefault")}</p>}
          <div className="form-end">
            {reply && mayBeEmpty && (
              <Button onClick={() => save.mutate(settings(isOn, null))}>{t("replies.sayNothing")}</Button>
            )}
            <Button onClick={() => setDraft(reply ?? emptyReply())}>{t(reply ? "replies.change" : "replies.write")}</Button>
          </div>
        </>
      ) : (
        <>
          <ReplyForm label={label} reply={draft} onChange={setDraft} />
          <div className="form-end">
            <Button onClick={() => setDraft(null)}>{t("action.cancel")}</Button>
            <Button
              type="primary"
              disabled={isSilent}
              loading={save.isPending}
              onClick={() => save.mutate(settings(isOn || reply === null, draft))}
            >
              {t("action.save")}
            </Button>
          </div>
        </>
      )}
    </>
  );
}

function TryOut({ rules, isOn }: { rules: ReplyRule[]; isOn: boolean }) {
  const { t } = useWords();
  const appId = useAppId();
  const [text, setText] = useState("");
  const attempt = useAct({ run: (said: string) => tryReply(appId, said) });
  const found = attempt.data;
  const rule = rules.find(({ id }) => id === found?.rule_id);
  return (
    <Box title={t("replies.try")}>
      <Input.Search
        aria-label={t("replies.tryLabel")}
        placeholder={t("replies.tryHint")}
        enterButton={t("replies.tryAct")}
        maxLength={600}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onSearch={(said) => attempt.mutate(said)}
      />
      <div aria-live="polite">
        {found && (
          <p className="note">{rule ? t("replies.byRule", { name: rule.name }) : t("replies.byDefault")}</p>
        )}
        {found?.replies.length === 0 && <p>{t("replies.nothing")}</p>}
        {found?.replies.map((reply, place) => (
          <ReplyShown key={place} reply={reply} />
        ))}
        {found && !isOn && <p className="note">{t("replies.isOff")}</p>}
      </div>
    </Box>
  );
}
