import { Modal } from "antd";
import { SendToOne } from "../official/followers/SendToOne";
import { useWords } from "../words";
import { preview } from "./queries";
import type { Content } from "./types";

/** On one follower's phone before it is on everybody's. */
export function ToOneDialog({ appId, content, onClose }: { appId: string; content: Content; onClose: () => void }) {
  const { t } = useWords();
  return (
    <Modal open title={t("broadcasts.toOne")} footer={null} onCancel={onClose}>
      <p className="note">{t("broadcasts.toOneText")}</p>
      <SendToOne appId={appId} run={(openid) => preview(appId, content, openid)} />
    </Modal>
  );
}
