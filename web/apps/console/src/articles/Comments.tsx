/** What readers wrote under an article: elected for everybody, answered, or taken away. */
import { Avatar, Chip, Switch } from "@hutong/ui";
import { useQueryClient } from "@tanstack/react-query";
import { Button, Input, Segmented } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { useAppId } from "../apps/queries";
import { DoneIcon, EarlierIcon, OpenIcon, RemoveIcon, ReplyIcon } from "../icons";
import { ApiCallButton } from "../shared/code/CodeDrawer";
import { Field } from "../shared/Field";
import { Moment } from "../shared/Moment";
import { Paged } from "../shared/Paged";
import { Answer, Empty } from "../shared/State";
import { useAct } from "../shared/useAct";
import { useConfirm } from "../shared/useConfirm";
import { Box, Page } from "../shell/Page";
import { useWords } from "../words";
import { publicAddress } from "./addresses";
import { length, limits } from "./draft";
import { commentActs, commentsKey, issuesKey, openComments, useComments, useIssue } from "./queries";
import type { Comment, IssuedArticle, Which } from "./types";
import "./articles.css";

export default function Comments() {
  const { t } = useWords();
  const appId = useAppId();
  const at = useParams();
  const [number, place] = [Number(at["number"]), Number(at["place"])];
  const issue = useIssue(appId, number);
  const article = issue.data?.articles.find((one) => one.place === place);
  return (
    <Page
      title={t("articles.commentsTitle")}
      chips={article !== undefined && <Chip>{t("articles.comments", { count: article.comments })}</Chip>}
      soft={
        <ApiCallButton
          calls={[
            {
              name: t("code.comments"),
              method: "POST",
              path: "/cgi-bin/comment/list",
              query: { access_token: "ACCESS_TOKEN" },
              body: { msg_data_id: number, index: place, begin: 0, count: 50, type: 0 },
            },
          ]}
        />
      }
    >
      <Link className="article-back" to={`/apps/${appId}/articles?show=published`}>
        <EarlierIcon aria-hidden size={16} /> {t("nav.articles")}
      </Link>
      <Answer asked={issue}>
        {() => article !== undefined && <Talk key={`${number}-${place}`} appId={appId} number={number} article={article} />}
      </Answer>
    </Page>
  );
}

function Talk({ appId, number, article }: { appId: string; number: number; article: IssuedArticle }) {
  const { t } = useWords();
  const [which, setWhich] = useState<Which>("all");
  const comments = useComments(appId, number, article.place, which);
  const open = useAct({
    run: (on: boolean) => openComments(appId, number, article.place, on),
    refresh: [issuesKey(appId)],
  });
  const isOpen = open.isPending ? open.variables : article.comments_open;
  return (
    <div className="narrow article-talk">
      <Box flush>
        <div className="article-talk__of">
          {article.cover_url !== "" && <img className="article-row__cover" src={article.cover_url} alt="" />}
          <div className="article-row__words">
            <a className="article-row__title serif" href={publicAddress(article.url)} target="_blank" rel="noopener">
              {article.title} <OpenIcon aria-hidden size={16} />
            </a>
            <p className="article-row__figures num">
              <span>{t("articles.reads", { count: article.reads })}</span>
              <span>{t("articles.likes", { count: article.likes })}</span>
            </p>
          </div>
        </div>
        <Switch label={t("articles.commentsOpen")} on={isOpen} onChange={(on) => open.mutate(on)} />
      </Box>
      <Box flush>
        <div className="toolbar">
          <Segmented<Which>
            aria-label={t("articles.show")}
            value={which}
            onChange={setWhich}
            options={(["all", "elected", "ordinary"] as const).map((value) => ({ value, label: t(`articles.which.${value}`) }))}
          />
        </div>
        <Paged asked={comments} items={(page) => page.items} empty={<Empty title={t("articles.noComments")} text={t("articles.noCommentsText")} />}>
          {(items) => (
            <ul className="comment-rows">
              {items.map((comment) => (
                <CommentRow key={comment.id} appId={appId} number={number} place={article.place} comment={comment} />
              ))}
            </ul>
          )}
        </Paged>
      </Box>
    </div>
  );
}

interface CommentRowProps {
  appId: string;
  number: number;
  place: number;
  comment: Comment;
}

function CommentRow({ appId, number, place, comment }: CommentRowProps) {
  const { t } = useWords();
  const confirm = useConfirm();
  const client = useQueryClient();
  const [isAnswering, setAnswering] = useState(false);
  const acts = commentActs(appId, number, place, comment.id);
  const refresh = [commentsKey(appId)];
  const elect = useAct({ run: acts.elect, refresh });
  const dropReply = useAct({ run: acts.dropReply, refresh });
  const remove = useAct({
    run: acts.remove,
    refresh,
    onDone: () => void client.invalidateQueries({ queryKey: issuesKey(appId) }),
  });
  const name = comment.author.name;
  return (
    <li className="comment-row">
      <Avatar shape="person" name={name} picture={comment.author.avatar_url} size={36} />
      <div className="comment-row__said">
        <p className="comment-row__who">
          <b className="el">{name}</b>
          <span className="mute">
            <Moment at={comment.written_at} />
          </span>
          {comment.is_elected && (
            <Chip tone="ok" icon={DoneIcon}>
              {t("articles.elected")}
            </Chip>
          )}
        </p>
        <p className="comment-row__text">{comment.text}</p>
        {comment.reply !== "" && (
          <blockquote className="comment-row__reply">
            <span>{comment.reply}</span>
            <Button size="small" type="text" loading={dropReply.isPending} aria-label={t("articles.dropReply")} icon={<RemoveIcon aria-hidden size={16} />} onClick={() => dropReply.mutate()} />
          </blockquote>
        )}
        {isAnswering && <ReplyForm run={acts.reply} refresh={refresh} name={name} onClose={() => setAnswering(false)} />}
        <div className="comment-row__do">
          <Button size="small" loading={elect.isPending} aria-pressed={comment.is_elected} onClick={() => elect.mutate(!comment.is_elected)}>
            {t(comment.is_elected ? "articles.unelect" : "articles.elect")}
          </Button>
          {comment.reply === "" && !isAnswering && (
            <Button size="small" type="text" icon={<ReplyIcon aria-hidden size={16} />} onClick={() => setAnswering(true)}>
              {t("articles.reply")}
            </Button>
          )}
          <span className="grow" />
          <Button
            size="small"
            type="text"
            danger
            loading={remove.isPending}
            aria-label={t("articles.deleteCommentOf", { name })}
            icon={<RemoveIcon aria-hidden size={16} />}
            onClick={() =>
              confirm({
                title: t("articles.deleteCommentOf", { name }),
                text: t("articles.deleteCommentText"),
                action: t("articles.deleteComment"),
                run: () => remove.mutateAsync(),
              })
            }
          />
        </div>
      </div>
    </li>
  );
}

interface ReplyFormProps {
  run: (text: string) => Promise<Comment>;
  refresh: readonly (readonly string[])[];
  name: string;
  onClose: () => void;
}

function ReplyForm({ run, refresh, name, onClose }: ReplyFormProps) {
  const { t } = useWords();
  const [text, setText] = useState("");
  const isLong = length(text.trim()) > limits.reply;
  const reply = useAct({ run, refresh: [...refresh], onDone: onClose });
  return (
    <div className="comment-row__form">
      <Field
        label={t("articles.replyTo", { name })}
        error={isLong ? t("errors.comment_reply_length") : undefined}
        note={t("articles.counted", { count: length(text.trim()), most: limits.reply })}
      >
        <Input.TextArea autoFocus autoSize={{ minRows: 2, maxRows: 6 }} value={text} onChange={(event) => setText(event.target.value)} />
      </Field>
      <div className="form-end">
        <Button onClick={onClose}>{t("action.cancel")}</Button>
        <Button type="primary" loading={reply.isPending} disabled={isLong || text.trim() === ""} onClick={() => reply.mutate(text.trim())}>
          {t("articles.sendReply")}
        </Button>
      </div>
    </div>
  );
}
