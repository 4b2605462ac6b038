import { Avatar } from "@hutong/ui";
import { Button, Modal } from "antd";
import { useState } from "react";
import { SendIcon } from "../icons";
import { useFollowers } from "../official/queries";
import { Paged } from "../shared/Paged";
import { SearchField } from "../shared/SearchField";
import { useAct } from "../shared/useAct";
import { useSettled } from "../shared/useSettled";
import { useWords } from "../words";
import { preview } from "./queries";
import type { Content } from "./types";

/** On one follower's phone before it is on everybody's. */
export function ToOneDialog({ appId, content, onClose }: { appId: string; content: Content; onClose: () => void }) {
  const { t } = useWords();
  const [sought, setSought] = useState("");
  const followers = useFollowers(appId, useSettled(sought.trim()), 20);
  const [sentTo, setSentTo] = useState<readonly string[]>([]);
  const send = useAct({ run: (openid: string) => preview(appId, content, openid), onDone: (_, openid) => setSentTo((before) => [...before, openid]) });
  return (
    <Modal open title={t("broadcasts.toOne")} footer={null} onCancel={onClose}>
      <p className="note">{t("broadcasts.toOneText")}</p>
      <SearchField label={t("followers.search")} value={sought} onChange={setSought} />
      <div className="broadcast-people">
        <Paged asked={followers} items={(page) => page.items} empty={<p className="note">{t("broadcasts.nobodyFollows")}</p>}>
          {(items) => (
            <ul>
              {items.map(({ person, openid, remark }) => (
                <li key={openid} className="person">
                  <Avatar shape="person" name={person.name} picture={person.avatar_url} size={32} />
                  <b className="el grow">{remark || person.name}</b>
                  <Button
                    size="small"
                    icon={<SendIcon aria-hidden size={16} />}
                    aria-label={t("broadcasts.toOneName", { name: remark || person.name })}
                    loading={send.isPending && send.variables === openid}
                    disabled={sentTo.includes(openid)}
                    onClick={() => send.mutate(openid)}
                  >
                    {t(sentTo.includes(openid) ? "broadcasts.toOneSent" : "broadcasts.toOneSend")}
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
