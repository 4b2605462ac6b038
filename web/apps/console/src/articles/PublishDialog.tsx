/** Publishing: asked once, watched until the pages are open. */
import { useQueryClient } from "@tanstack/react-query";
import { Button, Modal, Progress } from "antd";
import { useState } from "react";
import { OpenIcon } from "../icons";
import { CopyButton } from "../shared/Copy";
import { useAct } from "../shared/useAct";
import { useWords } from "../words";
import { publicAddress } from "./addresses";
import { draftsKey, issuesKey, publishDraft, useIssue } from "./queries";

interface PublishDialogProps {
  appId: string;
  mediaId: string;
  count: number;
  name: string;
  onClose: (isDone: boolean) => void;
}

export function PublishDialog({ appId, mediaId, count, name, onClose }: PublishDialogProps) {
  const { t } = useWords();
  const client = useQueryClient();
  const [number, setNumber] = useState<number | null>(null);
  const issue = useIssue(appId, number).data;
  const isDone = issue?.state === "done";
  const publish = useAct({
    run: () => publishDraft(appId, mediaId),
    onDone: (begun) => {
      setNumber(begun.number);
      void client.invalidateQueries({ queryKey: draftsKey(appId), exact: true });
      void client.invalidateQueries({ queryKey: issuesKey(appId), exact: true });
    },
  });
  if (number === null) {
    return (
      <Modal
        open
        title={t("articles.publishTitle", { name })}
        okText={t("articles.publishDo", { count })}
        cancelText={t("action.cancel")}
        okButtonProps={{ loading: publish.isPending }}
        onOk={() => publish.mutate()}
        onCancel={() => onClose(false)}
      >
        <p>{t("articles.publishText")}</p>
      </Modal>
    );
  }
  return (
    <Modal open title={t(isDone ? "articles.published" : "articles.publishing")} footer={null} onCancel={() => onClose(true)}>
      <Progress percent={isDone ? 100 : 60} status={isDone ? "success" : "active"} aria-label={t("articles.publishing")} />
      {isDone && (
        <ul className="article-links">
          {issue.articles.map((article) => (
            <li key={article.code}>
              <b className="el grow serif">{article.title}</b>
              <CopyButton text={publicAddress(article.url)} what={t("articles.link")} />
              <Button size="small" href={publicAddress(article.url)} target="_blank" rel="noopener" icon={<OpenIcon aria-hidden size={16} />}>
                {t("articles.open")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className="form-end">
        <Button onClick={() => onClose(true)}>{t("articles.toList")}</Button>
      </div>
    </Modal>
  );
}
