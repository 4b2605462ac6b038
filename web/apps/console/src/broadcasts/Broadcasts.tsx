/** What this account told everybody, or some of them, and how each of it went. */
import { Button } from "antd";
import { useNavigate } from "react-router";
import { useAppId } from "../apps/queries";
import { BroadcastIcon } from "../icons";
import { ApiCallButton } from "../shared/code/CodeDrawer";
import { Paged } from "../shared/Paged";
import { Empty } from "../shared/State";
import { Page } from "../shell/Page";
import { useWords } from "../words";
import { BroadcastCard } from "./BroadcastCard";
import { everybody, toWire } from "./draft";
import { useBroadcasts, useTags } from "./queries";
import { AllowanceChip, PausedBanner } from "./Standing";
import "./broadcasts.css";

export default function Broadcasts() {
  const { t } = useWords();
  const appId = useAppId();
  const go = useNavigate();
  const broadcasts = useBroadcasts(appId);
  const tags = useTags(appId).data?.items ?? [];
  const allowance = broadcasts.data?.pages[0]?.allowance;
  const begin = (
    <Button type="primary" icon={<BroadcastIcon aria-hidden size={18} />} onClick={() => void go(`/apps/${appId}/broadcasts/new`)}>
      {t("broadcasts.new")}
    </Button>
  );
  const query = { access_token: "ACCESS_TOKEN" };
  const calls = [
    { name: t("broadcasts.sendAll"), method: "POST" as const, path: "/cgi-bin/message/mass/sendall", query, body: toWire(null, everybody) },
    { name: t("broadcasts.report"), method: "POST" as const, path: "/cgi-bin/message/mass/get", query, body: { msg_id: broadcasts.data?.pages[0]?.items[0]?.id ?? "MSG_ID" } },
  ];
  return (
    <Page title={t("nav.broadcasts")} chips={allowance && <AllowanceChip allowance={allowance} />} soft={<ApiCallButton calls={calls} />} door={begin}>
      <PausedBanner appId={appId} />
      <Paged
        asked={broadcasts}
        items={(page) => page.items}
        empty={
          <div className="box">
            <Empty title={t("broadcasts.empty")} text={t("broadcasts.emptyText")} />
          </div>
        }
      >
        {(items) => (
          <ul className="stack" aria-label={t("nav.broadcasts")}>
            {items.map((broadcast) => (
              <li key={broadcast.id}>
                <BroadcastCard appId={appId} broadcast={broadcast} tags={tags} />
              </li>
            ))}
          </ul>
        )}
      </Paged>
    </Page>
  );
}
