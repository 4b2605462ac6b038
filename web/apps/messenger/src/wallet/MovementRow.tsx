import type { Movement } from "@hutong/api";
import { Avatar, ListRow } from "@hutong/ui";
import { BankIcon, DisputeIcon, FamilyIcon, PacketIcon, ReceiptIcon, ReturnIcon, SplitIcon, TopUpIcon, TransferIcon, WithdrawIcon, type Icon } from "@hutong/ui/icons";
import { Link } from "wouter";
import { useSelf } from "../app/session";
import { clockTime, dayName } from "../app/time";
import { useWords } from "../app/words";
import { useLaneNow } from "../chat/useLaneNow";
import { Amount } from "../pay/Amount";

const ICONS: Record<string, Icon> = {
  payment: ReceiptIcon, refund: ReturnIcon, transfer: TransferIcon, packet: PacketIcon, split: SplitIcon, family: FamilyIcon, top_up: TopUpIcon,
  withdrawal: WithdrawIcon, repayment: BankIcon, dispute: DisputeIcon,
};

/** What a movement was, in a word: its own where we have one, else as the server titles it. */
export function useMovementWords(): (movement: Movement) => { title: string; note: string } {
  const { t, has, language } = useWords();
  const now = useLaneNow();
  return (movement) => {
    const { kind, counterparty, title, at, state, memo } = movement;
    const what = has(`movement.${kind}`) ? t(`movement.${kind}`) : title;
    const day = dayName(at, new Date(now), language);
    const when = `${"word" in day ? t(`time.${day.word}`) : day.text} ${clockTime(at, language)}`;
    const standing = has(`movementState.${state}`) ? t(`movementState.${state}`) : "";
    const name = counterparty?.name || title || what;
    return { title: name, note: [name === what ? "" : what, when, standing || (memo === name ? "" : memo)].filter(Boolean).join(" · ") };
  };
}

export function MovementLead({ movement, size = 44 }: { movement: Movement; size?: number }) {
  const { api } = useSelf();
  const { counterparty, kind } = movement;
  if (counterparty && (counterparty.kind === "person" || counterparty.kind === "merchant")) {
    const picture = counterparty.avatar_url && api.mediaUrl(counterparty.avatar_url);
    return <Avatar shape={counterparty.kind === "person" ? "person" : "place"} name={counterparty.name} picture={picture} colour="kiln" size={size} />;
  }
  const Glyph = ICONS[kind] ?? ReceiptIcon;
  return (
    <span className="movement-glyph" style={{ width: size, height: size }}>
      <Glyph aria-hidden="true" />
    </span>
  );
}

export function MovementRow({ movement }: { movement: Movement }) {
  const words = useMovementWords()(movement);
  return (
    <Link href={`/wallet/statement/${encodeURIComponent(movement.id)}`} className="row movement">
      <ListRow lead={<MovementLead movement={movement} />} title={<span>{words.title}</span>} note={words.note} />
      <Amount fen={movement.amount_fen} signed />
    </Link>
  );
}
