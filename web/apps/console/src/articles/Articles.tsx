/** An account's articles: drafts, and what was published and broadcast, with how it is read. */
import { Chip } from "@hutong/ui";
import { Button, Segmented } from "antd";
import { Link, useNavigate, useSearchParams } from "react-router";
import { useAppId } from "../apps/queries";
import { EditIcon, HourglassIcon, OpenIcon, RemoveIcon, ReplyIcon } from "../icons";
import { ApiCallButton } from "../shared/code/CodeDrawer";
import type { PageCall } from "../shared/code/CodeDrawer";
import { CopyButton } from "../shared/Copy";
import { Moment } from "../shared/Moment";
import { Paged } from "../shared/Paged";
import { Empty } from "../shared/State";
import { useAct } from "../shared/useAct";
import { useConfirm } from "../shared/useConfirm";
import { Box, Page } from "../shell/Page";
import { useWords } from "../words";
import { publicAddress } from "./addresses";
import { deleteDraft, draftsKey, issuesKey, takeBack, useDrafts, useIssues } from "./queries";
import type { DraftSummary, Issue, IssuedArticle } from "./types";
import "./articles.css";

type Shown = "drafts" | "published";

export default function Articles() {
  const { t } = useWords();
  const appId = useAppId();
  const go = useNavigate();
  const [query, setQuery] = useSearchParams();
  const drafts = useDrafts(appId);
  const issues = useIssues(appId);
  const [draftCount, issueCount] = [drafts.data?.pages[0]?.total, issues.data?.pages[0]?.total];
  // Whoever comes without a wish sees where there is something.
  const shown: Shown = query.get("show") === "drafts" || (query.get("show") === null && issueCount === 0 && draftCount !== 0) ? "drafts" : "published";
  return (
    <Page
      title={t("nav.articles")}
      soft={<ApiCallButton calls={callsFor(shown, t)} />}
      door={
        <Button type="primary" icon={<EditIcon aria-hidden size={18} />} onClick={() => void go(`/apps/${appId}/articles/new`)}>
          {t("articles.writeNew")}
        </Button>
      }
    >
      <Box flush>
        <div className="toolbar">
          <Segmented<Shown>
            aria-label={t("articles.show")}
            value={shown}
            onChange={(next) => setQuery({ show: next }, { replace: true })}
            options={[
              { value: "published", label: t("articles.publishedTab", { count: issueCount ?? 0 }) },
              { value: "drafts", label: t("articles.draftsTab", { count: draftCount ?? 0 }) },
            ]}
          />
        </div>
        {shown === "drafts" ? (
          <Paged asked={drafts} items={(page) => page.items} empty={<Empty title={t("articles.noDrafts")} text={t("articles.noDraftsText")} />}>
            {(items) => (
              <ul className="article-rows">
                {items.map((draft) => (
                  <DraftRow key={draft.media_id} appId={appId} draft={draft} />
                ))}
              </ul>
            )}
          </Paged>
        ) : (
          <Paged asked={issues} items={(page) => page.items} empty={<Empty title={t("articles.nonePublished")} text={t("articles.nonePublishedText")} />}>
            {(items) => (
              <ul className="article-rows">
                {items.map((issue) => (
                  <IssueRows key={issue.number} appId={appId} issue={issue} />
                ))}
              </ul>
            )}
          </Paged>
        )}
      </Box>
    </Page>
  );
}

function callsFor(shown: Shown, t: (key: string) => string): PageCall[] {
  const path = shown === "drafts" ? "/cgi-bin/draft/batchget" : "/cgi-bin/freepublish/batchget";
  const body = { offset: 0, count: 20, no_content: 1 };
  return [{ name: t(`code.${shown}`), method: "POST", path, query: { access_token: "ACCESS_TOKEN" }, body }];
}

function DraftRow({ appId, draft }: { appId: string; draft: DraftSummary }) {
  const { t } = useWords();
  const confirm = useConfirm();
  const remove = useAct({ run: () => deleteDraft(appId, draft.media_id), refresh: [draftsKey(appId)], done: t("articles.draftDeleted") });
  const [first = "", ...others] = draft.titles;
  const title = first || t("articles.untitled");
  return (
    <li className="article-row">
      <Cover url={draft.cover_url} />
      <div className="article-row__words">
        <Link className="article-row__title serif" to={`/apps/${appId}/articles/drafts/${draft.media_id}`}>
          {title}
        </Link>
        <p className="el mute">{draft.digest}</p>
        <p className="article-row__meta">
          <Moment at={draft.updated_at} />
          {others.length > 0 && <span>{t("articles.andOthers", { count: others.length })}</span>}
          {!draft.is_complete && <Chip tone="warn">{t("articles.unfinished")}</Chip>}
        </p>
      </div>
      <div className="article-row__do">
        <Button
          type="text"
          danger
          aria-label={t("articles.deleteDraftOf", { title })}
          icon={<RemoveIcon aria-hidden size={18} />}
          loading={remove.isPending}
          onClick={() =>
            confirm({
              title: t("articles.deleteDraftOf", { title }),
              text: t("articles.deleteDraftText"),
              action: t("articles.deleteDraft"),
              run: () => remove.mutateAsync(),
            })
          }
        />
      </div>
    </li>
  );
}

function IssueRows({ appId, issue }: { appId: string; issue: Issue }) {
  return issue.articles.filter((article) => !article.is_deleted).map((article) => (
    <IssuedRow key={article.code} appId={appId} issue={issue} article={article} />
  ));
}

function IssuedRow({ appId, issue, article }: { appId: string; issue: Issue; article: IssuedArticle }) {
  const { t } = useWords();
  const confirm = useConfirm();
  const remove = useAct({
    run: () => takeBack(appId, issue.number, article.place),
    refresh: [issuesKey(appId)],
    done: t("articles.takenBack"),
  });
  const address = publicAddress(article.url);
  const isRunning = issue.state === "running";
  return (
    <li className="article-row">
      <Cover url={article.cover_url} />
      <div className="article-row__words">
        <a className="article-row__title serif" href={address} target="_blank" rel="noopener">
          {article.title}
        </a>
        <p className="article-row__meta">
          <Moment at={issue.created_at} />
          <span>{t(`articles.way.${issue.way}`)}</span>
          {isRunning && (
            <Chip tone="warn" icon={HourglassIcon}>
              {t("articles.publishing")}
            </Chip>
          )}
        </p>
        <p className="article-row__figures num">
          <span>{t("articles.reads", { count: article.reads })}</span>
          <span>{t("articles.likes", { count: article.likes })}</span>
          <span>{t("articles.shares", { count: article.shares })}</span>
          <Link to={`/apps/${appId}/articles/${issue.number}/${article.place}/comments`}>
            {t("articles.comments", { count: article.comments })}
          </Link>
        </p>
      </div>
      <div className="article-row__do">
        <CopyButton text={address} what={t("articles.link")} />
        <Button type="text" href={address} target="_blank" rel="noopener" aria-label={t("articles.openOf", { title: article.title })} icon={<OpenIcon aria-hidden size={18} />} />
        <Link
          className="icon-link"
          to={`/apps/${appId}/articles/${issue.number}/${article.place}/comments`}
          aria-label={t("articles.commentsOf", { title: article.title })}
        >
          <ReplyIcon aria-hidden size={18} />
        </Link>
        <Button
          type="text"
          danger
          disabled={isRunning}
          loading={remove.isPending}
          aria-label={t("articles.takeBackOf", { title: article.title })}
          icon={<RemoveIcon aria-hidden size={18} />}
          onClick={() =>
            confirm({
              title: t("articles.takeBackOf", { title: article.title }),
              text: t("articles.takeBackText"),
              action: t("articles.takeBack"),
              run: () => remove.mutateAsync(),
            })
          }
        />
      </div>
    </li>
  );
}

function Cover({ url }: { url: string }) {
  return url === "" ? <span className="article-row__cover" /> : <img className="article-row__cover" src={url} alt="" loading="lazy" />;
}
