/** How a payment goes: asked, sent, paid; refused for good or to be tried again; or unknown, and then never asked twice. */
import { ApiError, Unreachable } from "@hutong/api";

export type Stage<Receipt> =
  | { is: "asking"; refusal: ApiError | null }
  | { is: "confirming" }
  | { is: "sending" }
  | { is: "checking" }
  | { is: "paid"; receipt: Receipt }
  | { is: "refused"; error: ApiError };

/** What the person can put right in the sheet itself: another password, another way to pay. */
const TRY_AGAIN = new Set([
  "payment_password_wrong", "payment_password_spelt_wrong", "money_short", "means_unusable", "bank_card_not_found",
  "wallet_limit_exceeded", "family_card_paused", "family_over_payment", "family_over_month",
  "family_category_blocked", "family_merchants_only", "family_card_state", "coupon_unusable",
  "payment_password_needed", "coupon_not_usable",
]);

/** Nobody knows whether it happened: the same request is asked again until somebody does. */
export const isUnknown = (error: unknown): boolean => error instanceof Unreachable || (error instanceof ApiError && error.status >= 500);

export function afterRefusal<Receipt>(error: unknown, canRetry: (code: string) => boolean = (code) => TRY_AGAIN.has(code)): Stage<Receipt> {
  if (isUnknown(error)) return { is: "checking" };
  const refusal = error instanceof ApiError ? error : new ApiError(0, "unexpected");
  return canRetry(refusal.code) ? { is: "asking", refusal } : { is: "refused", error: refusal };
}

/** One wish of a person's. It stays the same until an answer has come, whatever that is. */
export function newRequestId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export interface Offer {
  id: string;
  discount_fen: number;
}

/** What is due once the chosen coupons have come off; never below nothing. */
export function dueFen(originalFen: number, offers: readonly Offer[], chosen: ReadonlySet<string>): number {
  const off = offers.reduce((sum, { id, discount_fen }) => (chosen.has(id) ? sum + discount_fen : sum), 0);
  return Math.max(0, originalFen - off);
}

/** What a code says, when it is about money at all: then a payment sheet opens, else somebody's page. */
export function isPaymentText(text: string): boolean {
  const said = text.trim();
  return /^(weixin|wxpay):\/\//i.test(said) || /^(prepay_id=)?wx\d{10,}[0-9a-z]+$/i.test(said) || /\/(pay(\/h5)?\/|checkmweb)/i.test(pathOf(said));
}

/** Whom a receive code pays: its address is ours, with the code at its end. */
export const receiveCodeIn = (text: string): string | null => /^\/pay\/([\w-]+)$/.exec(pathOf(text.trim()))?.[1] ?? null;

function pathOf(text: string): string {
  try {
    return new URL(text).pathname;
  } catch {
    return "";
  }
}
