/** Money in a conversation: a card that says what it is and how it stands, and opens what is private on a sheet. */
import type { Body, Id } from "@hutong/api";
import { Bubble } from "@hutong/ui";
import { DisputeIcon, FamilyIcon, ForwardIcon, PacketIcon, ParcelIcon, SplitIcon, TransferIcon, type Icon } from "@hutong/ui/icons";
import { plainYuan, yuan } from "@hutong/ui/money";
import { lazy, Suspense, useState, type ReactNode } from "react";
import { useLocation } from "wouter";
import { useSession } from "../../app/session";
import { useWords } from "../../app/words";
import "./card.css";

const CardDialog = lazy(() => import("./CardDialog"));

type CardBody = Extract<Body, { kind: "card" }>;

interface MoneyCardProps {
  body: CardBody;
  conversationId: Id;
  isMine: boolean;
  meta: ReactNode;
}

/** Types that open in the conversation itself; the others lead to a page of the wallet. */
const PAGES: Record<string, string> = { family_card: "/wallet/family", dispute: "/wallet/disputes", shipment: "/wallet/orders" };

export function MoneyCard({ body, conversationId, isMine, meta }: MoneyCardProps) {
  const { t } = useWords();
  const [, go] = useLocation();
  const [isOpen, setOpen] = useState(false);
  const page = PAGES[body.type];
  const open = () => (page ? go(`${page}/${body.subject}`) : setOpen(true));
  const isOver = body.state !== "pending" && body.state !== "open" && body.state !== "waiting" && body.state !== "offered";
  const isPacket = body.type === "red_packet" || body.type === "merchant_packet";
  const look = isPacket ? "money-card money-card-packet" : "money-card";
  return (
    <>
      <Bubble mine={isMine} shape="card" meta={meta}>
        <button type="button" className={isOver && isPacket ? `${look} money-card-over` : look} onClick={open}>
          <Face body={body} isMine={isMine} />
        </button>
      </Bubble>
      {isOpen && (
        <Suspense fallback={null}>
          <CardDialog type={body.type} subject={body.subject} version={JSON.stringify([body.state, body.words])} conversationId={conversationId} label={t(`card.${body.type}`)} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

function Face({ body, isMine }: { body: CardBody; isMine: boolean }) {
  switch (body.type) {
    case "transfer":
    case "merchant_transfer":
      return <TransferFace body={body} isMine={isMine} />;
    case "red_packet":
    case "merchant_packet":
      return <PacketFace body={body} isMine={isMine} />;
    case "split":
      return <SplitFace body={body} />;
    default:
      return <PlainFace body={body} />;
  }
}

const fenIn = (body: CardBody, name: string): number => Number(body.words[name] ?? 0);
const textIn = (body: CardBody, name = "text"): string => String(body.words[name] ?? "");
/** What the giver wrote: people and merchants call it differently. */
const saidIn = (body: CardBody): string => textIn(body) || textIn(body, "remark") || textIn(body, "wishing");

function TransferFace({ body, isMine }: { body: CardBody; isMine: boolean }) {
  const { t, has } = useWords();
  const key = `card.transfer.${isMine ? "sent" : "got"}.${body.state}`;
  return (
    <>
      <Glyph icon={TransferIcon} isDone={body.state === "accepted" || body.state === "received"} />
      <span className="money-card-words">
        <b className="num">
          <span aria-hidden="true">{yuan(fenIn(body, "amount_fen"))}</span>
          <span className="sr">{t("amount.plain", { amount: plainYuan(fenIn(body, "amount_fen")) })}</span>
        </b>
        <small>{[has(key) ? t(key) : t("card.transfer"), saidIn(body)].filter(Boolean).join(" · ")}</small>
      </span>
    </>
  );
}

function PacketFace({ body, isMine }: { body: CardBody; isMine: boolean }) {
  const { t, has } = useWords();
  const { session } = useSession();
  const [count, opened] = [fenIn(body, "count"), fenIn(body, "opened")];
  const to = textIn(body, "to");
  const isForAnother = to !== "" && to !== session.person?.id && !isMine;
  const key = `card.packet.${isForAnother ? "another" : body.state}`;
  return (
    <>
      <span className="money-card-knock" aria-hidden="true">
        <PacketIcon weight="fill" />
      </span>
      <span className="money-card-words">
        <b dir="auto">{saidIn(body) || t("packet.greeting")}</b>
        <small>
          {has(key) ? t(key) : t("card.red_packet")}
          {count > 1 && ` · ${t("packet.opened", { opened, count })}`}
        </small>
      </span>
    </>
  );
}

function SplitFace({ body }: { body: CardBody }) {
  const { t } = useWords();
  const [asked, paid] = [fenIn(body, "asked"), fenIn(body, "paid")];
  return (
    <span className="money-card-split">
      <span className="money-card-line">
        <Glyph icon={SplitIcon} isDone={body.state === "done"} />
        <span className="money-card-words">
          <b dir="auto">{textIn(body) || t("split.title")}</b>
          <small className="num">{t("card.split.total", { amount: yuan(fenIn(body, "total_fen")) })}</small>
        </span>
        <ForwardIcon className="row-mark" aria-hidden="true" />
      </span>
      <span className="segments" aria-hidden="true">
        {Array.from({ length: Math.min(asked, 24) }, (_, index) => (
          <i key={index} className={index < paid ? "segment-paid" : undefined} />
        ))}
      </span>
      <small>{body.state === "closed" ? t("card.split.closed") : body.state === "done" ? t("card.split.done") : t("card.split.progress", { paid, asked })}</small>
    </span>
  );
}

const PLAIN_ICONS: Record<string, Icon> = { family_card: FamilyIcon, dispute: DisputeIcon, shipment: ParcelIcon };
const PLAIN_DONE = new Set(["active", "received", "auto"]);

function PlainFace({ body }: { body: CardBody }) {
  const { t, has } = useWords();
  const month = fenIn(body, "per_month_fen");
  const key = `card.${body.type}.${body.state}`;
  return (
    <>
      <Glyph icon={PLAIN_ICONS[body.type] ?? TransferIcon} isDone={PLAIN_DONE.has(body.state)} />
      <span className="money-card-words">
        <b>{has(`card.${body.type}`) ? t(`card.${body.type}`) : t("preview.card")}</b>
        <small>{[textIn(body), month > 0 ? t("family.monthly", { amount: yuan(month) }) : "", has(key) ? t(key) : ""].filter(Boolean).join(" · ")}</small>
      </span>
      <ForwardIcon className="row-mark" aria-hidden="true" />
    </>
  );
}

function Glyph({ icon: Picture, isDone }: { icon: Icon; isDone: boolean }) {
  return (
    <span className={isDone ? "money-card-glyph money-card-done" : "money-card-glyph"} aria-hidden="true">
      <Picture weight={isDone ? "fill" : "regular"} />
    </span>
  );
}
