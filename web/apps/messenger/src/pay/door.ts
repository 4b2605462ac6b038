/** What an address of ours asks to pay: the words of a code, what a page would have handed over, or the address itself. */
import type { PaymentDoor } from "@hutong/api";

/** What such a call has at least; without a kind of signature it is the oldest one. */
const INVOCATION = ["appId", "timeStamp", "nonceStr", "package", "paySign"];

export function doorOf(href: string): PaymentDoor {
  const { searchParams } = new URL(href);
  const text = searchParams.get("text");
  if (text) return { text };
  const code = searchParams.get("pr");
  if (code) return { text: `weixin://wxpay/bizpayurl?pr=${code}` };
  const prepay = searchParams.get("prepay_id");
  if (prepay && !searchParams.get("paySign") && !searchParams.get("sign")) return { text: prepay };
  const given = Object.fromEntries(searchParams);
  if (INVOCATION.every((name) => name in given)) return { invocation: given };
  return { text: href };
}

/** Where a browser goes on after an order was paid in it: a web address that the shop put into ours, and nothing else. */
export function returnOf(href: string): string | null {
  const wanted = new URL(href).searchParams.get("redirect_url");
  return wanted && /^https?:\/\//i.test(wanted) ? wanted : null;
}
