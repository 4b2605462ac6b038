/** What `/api/console/merchants` tells. Money is whole fen. */
import type { Id, Person, Time } from "@hutong/api";
import type { Owner, OwnerKind } from "../apps/types";

export type MerchantKind = "ordinary" | "partner" | "sub";
export type KeyMode = "certificate" | "public_key" | "both";

export interface Balance {
  unsettled_fen: number;
  available_fen: number;
  frozen_fen: number;
}

export interface BoundApp {
  app_id: string;
  name: string;
}

export interface Merchant {
  mchid: string;
  name: string;
  short_name: string;
  kind: MerchantKind;
  owner: Owner;
  apps: BoundApp[];
  mode: KeyMode;
  state: "active" | "paused";
  balance: Balance;
  created_at: Time;
}

export interface Certificate {
  serial: string;
  not_before: Time;
  not_after: Time;
  state: "active" | "replaced" | "revoked" | "expired";
}

export interface PlatformCertificate {
  serial: string;
  effective_at: Time;
  expires_at: Time;
  state: string;
}

export interface MerchantDetail extends Merchant {
  public_key_id: string | null;
  has_v2_key: boolean;
  has_v3_key: boolean;
  partner: { mchid: string; name: string } | null;
  subs: { mchid: string; name: string }[];
  certificates: Certificate[];
  platform_certificates: PlatformCertificate[];
  fee_bps: number;
}

/** What is shown once, when a merchant is made. */
export interface MerchantKeys {
  mchid: string;
  api_v2_key: string;
  api_v3_key: string;
  private_key: string;
  certificate: string;
  serial: string;
  platform_certificate: string;
  platform_serial: string;
  public_key: string;
  public_key_id: string;
}

export type NewMerchant = Merchant & MerchantKeys;

export interface MerchantDraft {
  name: string;
  kind: MerchantKind;
  app_ids: string[];
  owner_id?: Id;
  owner?: { kind: OwnerKind };
}

export interface Day {
  orders: number;
  paid_fen: number;
  refunded_fen: number;
  fee_fen: number;
}

export interface Money {
  balance: Balance;
  today: Day;
  /** The newest first. */
  days: (Day & { date: string; settled_fen: number })[];
}

export type OrderState = "NOTPAY" | "USERPAYING" | "SUCCESS" | "REFUND" | "CLOSED" | "REVOKED" | "PAYERROR";

export interface Order {
  out_trade_no: string;
  transaction_id: string | null;
  trade_type: string;
  description: string;
  app: BoundApp | null;
  total_fen: number;
  payer_fen: number;
  refunded_fen: number;
  state: OrderState;
  payer_name: string | null;
  api: "v2" | "v3";
  created_at: Time;
  paid_at: Time | null;
}

export interface Refund {
  out_refund_no: string;
  refund_id: string;
  out_trade_no: string;
  amount_fen: number;
  state: "PROCESSING" | "SUCCESS" | "ABNORMAL" | "CLOSED";
  reason: string;
  created_at: Time;
  success_at: Time | null;
}

export interface Notice {
  id: Id;
  event_type: string;
  url: string;
  subject: string;
  state: "waiting" | "done" | "given_up";
  attempts: number;
  last_status: number | null;
  last_error: string | null;
  last_error_code: string;
  last_error_params: Record<string, string>;
  next_at: Time | null;
  created_at: Time;
  call_id: Id | null;
}

export interface OrderDetail extends Order {
  attach: string | null;
  notify_url: string;
  expires_at: Time | null;
  bank_type: string | null;
  refunds: Refund[];
  notices: Notice[];
}

export type BillType = "ALL" | "SUCCESS" | "REFUND" | "FUNDFLOW";

export interface Bill {
  date: string;
  type: BillType;
  state: "ready" | "not_yet" | "empty";
  columns: string[];
  rows: string[][];
  summary: [string, string][];
}

export interface Complaint {
  id: Id;
  transaction_id: string;
  out_trade_no: string;
  amount_fen: number;
  reason: string;
  text: string;
  person_name: string;
  state: "pending" | "processing" | "processed" | "withdrawn";
  created_at: Time;
}

export interface ComplaintDetail extends Complaint {
  mchid: string;
  messages: { by: "person" | "merchant" | "operator" | "system"; kind: string; text: string; at: Time; images: string[] }[];
}

export interface PageOf<T> {
  items: T[];
  next: string | null;
}

export interface Stock {
  stock_id: string;
  kind: "favor" | "busifavor";
  name: string;
  state: string;
  sent: number;
  used: number | null;
  max_coupons: number;
  discount_fen: number | null;
  sale: Sale | null;
}

/** An order of this tag and this total buys a coupon. */
export interface Sale {
  goods_tag: string;
  price_fen: number;
  refunds_unused: boolean;
}

export interface DeskRequest {
  id: Id;
  person: Person;
  kind: "topup" | "withdrawal";
  amount_fen: number;
  fee_fen: number;
  note: string;
  state: "waiting" | "approved" | "done" | "refused";
  approved_by: string | null;
  reason: string;
  created_at: Time;
  may_decide: boolean;
}

/** What an operator sees of a wallet: not what is in it. */
export interface Standing {
  has_wallet: boolean;
  is_verified: boolean;
  is_frozen: boolean;
  /** Why an operator stopped it. */
  stopped_for: string | null;
}
