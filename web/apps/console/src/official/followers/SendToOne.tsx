/** A follower to send something to beforehand: found by name, and marked once they have it. */
import { Avatar } from "@hutong/ui";
import { Button } from "antd";
import { useState } from "react";
import { SendIcon } from "../../icons";
import { Paged } from "../../shared/Paged";
import { SearchField } from "../../shared/SearchField";
import { useAct } from "../../shared/useAct";
import { useSettled } from "../../shared/useSettled";
import { useWords } from "../../words";
import { useFollowers } from "../queries";
import "./sendToOne.css";

export function SendToOne({ appId, run }: { appId: string; run: (openid: string) => Promise<unknown> }) {
  const { t } = useWords();
  const [sought, setSought] = useState("");
  const followers = useFollowers(appId, useSettled(sought.trim()), 20);
  const [sentTo, setSentTo] = useState<readonly string[]>([]);
  const send = useAct({ run, onDone: (_, openid) => setSentTo((before) => [...before, openid]) });
  return (
    <>
      <SearchField label={t("followers.search")} value={sought} onChange={setSought} />
      <div className="send-to-one">
        <Paged asked={followers} items={(page) => page.items} empty={<p className="note">{t("followers.nobodyLikeThis")}</p>}>
          {(items) => (
            <ul>
              {items.map(({ person, openid, remark }) => (
                <li key={openid} className="person">
                  <Avatar shape="person" name={person.name} picture={person.avatar_url} size={32} />
                  <b className="el grow">{remark || person.name}</b>
                  <Button
                    size="small"
                    icon={<SendIcon aria-hidden size={16} />}
                    aria-label={t("followers.previewTo", { name: remark || person.name })}
                    loading={send.isPending && send.variables === openid}
                    disabled={sentTo.includes(openid)}
                    onClick={() => send.mutate(openid)}
                  >
                    {t(sentTo.includes(openid) ? "followers.previewSent" : "followers.previewSend")}
                  </Button>
                </li>
              ))}
            </ul>
          )}
        </Paged>
      </div>
    </>
  );
}
