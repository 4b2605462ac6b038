/** The shapes of money that travel between the server and the messenger. Every amount is a whole number of fen. */
import type { Colour, Id, Person, Time } from "./types";

export interface BankCard {
  id: Id;
  bank: string;
  bank_zh: string;
  tail: string;
  kind: "debit" | "credit";
  balance_fen: number;
  limit_fen: number | null;
  debt_fen: number;
  colour: Colour;
}

export interface Wallet {
  balance_fen: number;
  available_fen: number;
  held_fen: number;
  has_password: boolean;
  is_frozen: boolean;
  /** Why the operator stopped it: then only they let it go again. */
  stopped_for: string | null;
  is_verified: boolean;
  locked_until: Time | null;
  cards: BankCard[];
  limits: { per_payment_fen: number | null; per_day_fen: number | null; spent_today_fen: number };
  no_password_fen: number;
  /** What may still be withdrawn without a fee, in a whole life. */
  free_withdrawal_left_fen: number;
  /** Play money of a lab, or the operator's desk. */
  rails: "play" | "desk";
  /** Transfers, packets and cards that wait to be taken. */
  unclaimed: number;
}

export interface Means {
  kind: "balance" | "card" | "family";
  id: Id | null;
}

export interface MeansView extends Means {
  label: string;
  name_tail: string;
  available_fen: number | null;
  usable: boolean;
  why_not: string | null;
  bank_type: string;
}

export interface Counterparty {
  kind: "person" | "merchant" | "bank" | "lane";
  name: string;
  avatar_url: string | null;
}

export interface Movement {
  id: Id;
  number: string;
  kind: string;
  amount_fen: number;
  at: Time;
  title: string;
  counterparty: Counterparty | null;
  means_label: string;
  memo: string;
  state: string;
  subject: { type: string; id: Id };
}

export interface MonthTotal {
  month: string;
  in_fen: number;
  out_fen: number;
}

export interface Statement {
  items: Movement[];
  next: string | null;
  months: MonthTotal[];
}

export interface RefundLine {
  refund_id: string;
  amount_fen: number;
  state: string;
  at: Time;
}

export interface StatementReceipt extends Movement {
  transaction_id: string | null;
  merchant_number: string | null;
  order_number: string | null;
  means: string;
  /** What the balance was afterwards, where the line is one of the balance. */
  balance_fen: number | null;
  refunds: RefundLine[];
  can_dispute: boolean;
}

export interface ReceiveCode {
  url: string;
  svg_url: string;
  code?: string;
  amount_fen?: number | null;
  memo?: string;
}

export interface PayCode {
  code: string;
  expires_at: Time;
  barcode_svg: string;
  qr_svg_url: string;
}

export interface CouponOffer {
  id: Id;
  name: string;
  discount_fen: number;
  chosen: boolean;
}

export interface PaySheet {
  sheet_id: Id;
  kind: "order" | "combine" | "person";
  merchant: { mchid: string | null; name: string; logo_url: string | null };
  title: string;
  /** `null`: the payer says how much (a receive code without an amount). */
  amount_fen: number | null;
  original_fen: number;
  coupons: CouponOffer[];
  means: MeansView[];
  expires_at: Time | null;
  needs_password: boolean;
  state: "open" | "paid" | "closed" | "expired";
}

export interface PayReceipt {
  state: "paid";
  amount_fen: number;
  means_label: string;
  paid_at: Time;
  transaction_id: string;
  merchant: PaySheet["merchant"];
  return_url: string | null;
}

export interface FriendTransfer {
  id: Id;
  state: "pending" | "accepted" | "returned" | "expired";
  amount_fen: number;
  memo: string;
  from: Person;
  to: Person;
  by_code: boolean;
  delay_hours: number;
  created_at: Time;
  expires_at: Time;
  settled_at: Time | null;
  arrives_at: Time | null;
  has_arrived: boolean;
  can: string[];
  conversation_id: Id | null;
  seq: number | null;
}

export type PacketKind = "single" | "lucky" | "equal" | "exclusive";

export interface PacketShare {
  person: Person;
  share_fen: number;
  at: Time;
  is_best: boolean;
}

export interface Packet {
  id: Id;
  kind: PacketKind;
  conversation_id: Id;
  seq: number;
  cover: string;
  ended_at: Time | null;
  /** The code of what keeps this person from opening it. */
  why_not: string | null;
  state: "open" | "taken" | "expired";
  from: Person;
  to: Person | null;
  greeting: string;
  /** What only the sender of a single packet and those who took part see. */
  total_fen: number | null;
  count: number;
  opened: number;
  opened_fen: number | null;
  returned_fen: number;
  own_share_fen: number | null;
  can_open: boolean;
  expires_at: Time;
  created_at: Time;
  shares: PacketShare[];
}

export type SplitMode = "equal" | "each" | "by_hand";

export interface SplitShare {
  person: Person;
  amount_fen: number;
  state: "own" | "waiting" | "paid";
  paid_at: Time | null;
}

export interface Split {
  id: Id;
  conversation_id: Id;
  seq: number;
  ended_at: Time | null;
  own_share: SplitShare | null;
  can_pay: boolean;
  starter: Person;
  title: string;
  mode: SplitMode;
  total_fen: number;
  /** What the others are asked for together, how many they are, and what came of it. */
  asked_fen: number;
  asked: number;
  paid_fen: number;
  paid: number;
  state: "open" | "done" | "closed";
  shares: SplitShare[];
  created_at: Time;
}

export interface FamilyCardTerms {
  per_payment_fen: number | null;
  per_month_fen: number;
  categories_blocked: string[];
}

export interface FamilyCard extends FamilyCardTerms {
  id: Id;
  giver: Person;
  holder: Person;
  relation: string;
  state: "offered" | "active" | "paused" | "ended" | "lapsed";
  spent_this_month_fen: number;
  left_fen: number;
  is_giver: boolean;
  month: string;
  conversation_id: Id;
  created_at: Time;
  expires_at: Time | null;
  accepted_at: Time | null;
  ended_at: Time | null;
  can: string[];
}

export interface FamilyCardUse {
  id: Id;
  at: Time;
  merchant: string;
  category: string;
  amount_fen: number;
  refunded_fen: number;
  state: string;
}

export interface DisputeMessage {
  id: Id;
  by: "person" | "merchant" | "operator";
  kind: string;
  text: string;
  image_urls: string[];
  at: Time;
}

export interface Dispute {
  id: Id;
  transaction_id: string;
  merchant_name: string;
  amount_fen: number;
  reason: string;
  state: string;
  opened_at: Time;
  refunded_fen: number;
  can_withdraw: boolean;
  can_write: boolean;
  messages: DisputeMessage[];
}

export interface Coupon {
  id: Id;
  kind: "favor" | "busifavor";
  name: string;
  merchant: string;
  discount_fen: number | null;
  discount_percent: number | null;
  minimum_fen: number | null;
  description: string;
  can_redeem: boolean;
  refunds_unused: boolean;
  state: "usable" | "waiting" | "used" | "expired" | "deactivated";
  valid_from: Time;
  valid_until: Time;
  code: string | null;
}

export interface CardWallet {
  coupons: Coupon[];
}

/** Money that a merchant gives: a transfer to take, or a packet to open. */
export interface Payout {
  id: Id;
  kind: "transfer" | "packet";
  state: "waiting" | "received" | "over" | "called_off" | "empty";
  merchant: { mchid: string; name: string };
  /** `null` for a packet that is not opened yet. */
  amount_fen: number | null;
  title: string;
  memo: string;
  style: string;
  is_group: boolean;
  can_share: boolean;
  shares: { person: Person; share_fen: number; at: Time }[];
  created_at: Time;
  expires_at: Time | null;
}

/** What waits at the operator's desk where money is real: to come in, or to be paid out. */
export interface DeskRequest {
  id: Id;
  kind: "top_up" | "withdrawal";
  amount_fen: number;
  fee_fen: number;
  note: string;
  state: string;
  reason: string;
  created_at: Time;
  ended_at: Time | null;
}

/** What the page of an order in a phone's browser shows before anybody signs in. */
export interface H5Page {
  state: "open" | "paid" | "closed" | "expired";
  merchant: PaySheet["merchant"];
  title: string;
  amount_fen: number;
  expires_at: Time;
  text: string;
  redirect_url: string | null;
}
