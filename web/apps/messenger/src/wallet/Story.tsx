import type { ReactNode } from "react";
import { useWords } from "../app/words";
import { PacketView } from "../pay/friends/PacketView";
import { PayoutView } from "../pay/friends/PayoutView";
import { SplitView } from "../pay/friends/SplitView";
import { TransferView } from "../pay/friends/TransferView";
import { PageHeader } from "../shell/PageHeader";
import "../pay/pay.css";
import "../people/pages.css";

export type StoryKind = "transfer" | "packet" | "split" | "payout";

/** The same as a card in a conversation opens, on a page of its own: where receipts and notices lead. */
export default function Story({ kind, id }: { kind: StoryKind; id: string }) {
  const { t } = useWords();
  const views: Record<StoryKind, ReactNode> = {
    transfer: <TransferView id={id} />,
    packet: <PacketView id={id} />,
    split: <SplitView id={id} />,
    payout: <PayoutView id={id} conversationId={null} />,
  };
  return (
    <article className="page">
      <PageHeader title={t(`story.${kind}`)} back="/wallet" />
      <div className="page-body">{views[kind]}</div>
    </article>
  );
}
