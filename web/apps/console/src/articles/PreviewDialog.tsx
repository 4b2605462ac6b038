/** Looking at an article beforehand: here, or on one follower's phone. */
import { Avatar } from "@hutong/ui";
import { Button, Modal } from "antd";
import { useState } from "react";
import { OpenIcon, SendIcon } from "../icons";
import { useFollowers } from "../official/queries";
import { SearchField } from "../shared/SearchField";
import { Paged } from "../shared/Paged";
import { useAct } from "../shared/useAct";
import { useSettled } from "../shared/useSettled";
import { useWords } from "../words";
import { publicAddress } from "./addresses";
import { previewDraft } from "./queries";

interface PreviewDialogProps {
  appId: string;
  mediaId: string;
  place: number;
  url: string;
  onClose: () => void;
}

export function PreviewDialog({ appId, mediaId, place, url, onClose }: PreviewDialogProps) {
  const { t } = useWords();
  const [sought, setSought] = useState("");
  const followers = useFollowers(appId, useSettled(sought.trim()), 20);
  const [sentTo, setSentTo] = useState<string[]>([]);
  const send = useAct({
    run: (openid: string) => previewDraft(appId, mediaId, openid, place),
    onDone: (_, openid) => setSentTo((before) => [...before, openid]),
  });
  return (
    <Modal open title={t("articles.previewTitle")} footer={null} onCancel={onClose}>
      <p className="note">{t("articles.previewText")}</p>
      <Button href={publicAddress(url)} target="_blank" rel="noopener" icon={<OpenIcon aria-hidden size={18} />} disabled={url === ""}>
        {t("articles.previewHere")}
      </Button>
      <h3 className="article-preview__to">{t("articles.previewTo")}</h3>
      <SearchField label={t("followers.search")} value={sought} onChange={setSought} />
      <div className="article-preview__people">
        <Paged asked={followers} items={(page) => page.items} empty={<p className="note">{t("articles.nobodyFollows")}</p>}>
          {(items) => (
            <ul>
              {items.map(({ person, openid, remark }) => (
                <li key={openid} className="person">
                  <Avatar shape="person" name={person.name} picture={person.avatar_url} size={32} />
                  <b className="el grow">{remark || person.name}</b>
                  <Button
                    size="small"
                    icon={<SendIcon aria-hidden size={16} />}
                    aria-label={t("articles.sendTo", { name: remark || person.name })}
                    loading={send.isPending && send.variables === openid}
                    disabled={sentTo.includes(openid)}
                    onClick={() => send.mutate(openid)}
                  >
                    {t(sentTo.includes(openid) ? "articles.sentPreview" : "articles.sendPreview")}
                  </Button>
                </li>
              ))}
            </ul>
          )}
        </Paged>
      </div>
    </Modal>
  );
}
