/** The articles of one draft: the first is shown large to readers, the others below it. */
import { Button } from "antd";
import { ArrowDownIcon, ArrowUpIcon, PlusIcon, RemoveIcon, WarningIcon } from "../icons";
import { useConfirm } from "../shared/useConfirm";
import { useWords } from "../words";
import { emptyArticle, limits } from "./draft";
import type { Problem } from "./draft";
import type { Article } from "./types";

interface ArticleTabsProps {
  articles: readonly Article[];
  problems: readonly Problem[];
  chosen: number;
  onChoose: (place: number) => void;
  onChange: (articles: Article[], chosen: number) => void;
}

export function ArticleTabs({ articles, problems, chosen, onChoose, onChange }: ArticleTabsProps) {
  const { t } = useWords();
  const confirm = useConfirm();
  const swap = (from: number, to: number) => {
    const next = [...articles];
    [next[from], next[to]] = [next[to] as Article, next[from] as Article];
    onChange(next, to);
  };
  const remove = () =>
    confirm({
      title: t("articles.removeTitle"),
      text: t("articles.removeText"),
      action: t("articles.removeDo"),
      run: async () => onChange(articles.filter((_, nth) => nth !== chosen), Math.max(0, chosen - 1)),
    });
  return (
    <nav className="box article-tabs" aria-label={t("articles.inDraft")}>
      <ol>
        {articles.map((article, place) => (
          <li key={place}>
            <button
              type="button"
              className={place === 0 ? "article-tab article-tab--first" : "article-tab"}
              aria-current={place === chosen}
              onClick={() => onChoose(place)}
            >
              {article.cover === null ? <span className="article-tab__none" /> : <img src={article.cover.url} alt="" />}
              <span className="article-tab__title serif">{article.title || t("articles.untitled")}</span>
              {problems.some((problem) => problem.place === place) && (
                <WarningIcon className="no" size={16} aria-label={t("articles.hasProblem")} />
              )}
            </button>
          </li>
        ))}
      </ol>
      <div className="article-tabs__do">
        <Button
          size="small"
          icon={<PlusIcon aria-hidden size={16} />}
          disabled={articles.length >= limits.articles}
          onClick={() => onChange([...articles, emptyArticle()], articles.length)}
        >
          {t("articles.another")}
        </Button>
        {articles.length > 1 && (
          <>
            <Button size="small" type="text" aria-label={t("articles.up")} icon={<ArrowUpIcon aria-hidden size={16} />} disabled={chosen === 0} onClick={() => swap(chosen, chosen - 1)} />
            <Button size="small" type="text" aria-label={t("articles.down")} icon={<ArrowDownIcon aria-hidden size={16} />} disabled={chosen === articles.length - 1} onClick={() => swap(chosen, chosen + 1)} />
            <Button size="small" type="text" danger aria-label={t("articles.removeDo")} icon={<RemoveIcon aria-hidden size={16} />} onClick={remove} />
          </>
        )}
      </div>
    </nav>
  );
}
