/** Looking at an article beforehand: here, or on one follower's phone. */
import { Button, Modal } from "antd";
import { OpenIcon } from "../icons";
import { SendToOne } from "../official/followers/SendToOne";
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
  return (
    <Modal open title={t("articles.previewTitle")} footer={null} onCancel={onClose}>
      <p className="note">{t("articles.previewText")}</p>
      <Button href={publicAddress(url)} target="_blank" rel="noopener" icon={<OpenIcon aria-hidden size={18} />} disabled={url === ""}>
        {t("articles.previewHere")}
      </Button>
      <h3 className="article-preview__to">{t("articles.previewTo")}</h3>
      <SendToOne appId={appId} run={(openid) => previewDraft(appId, mediaId, openid, place)} />
    </Modal>
  );
}
