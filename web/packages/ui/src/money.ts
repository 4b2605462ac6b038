/** Money is a whole number of fen; people read and type yuan. Nothing here ever is a fraction. */

/** ¥1,280.40, and −¥5.00 below nothing. */
export function yuan(fen: number): string {
  return `${fen < 0 ? "-" : ""}¥${plainYuan(Math.abs(fen))}`;
}

/** 1,280.40, where the sign stands apart. */
export function plainYuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, "0");
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${whole}.${digits.slice(-2)}`;
}

/** What came and what went: +50.00, −86.40. */
export const signedYuan = (fen: number): string => `${fen < 0 ? "−" : "+"}${plainYuan(fen)}`;

/** What a person typed as yuan; `null` while it is no amount. */
export function fenOf(text: string): number | null {
  const found = /^(\d{1,9})(?:\.(\d{0,2}))?$/.exec(text);
  return found ? Number(found[1]) * 100 + Number((found[2] ?? "").padEnd(2, "0")) : null;
}

/** The amount as it may stand in its field after somebody typed: `before` when this is none. */
export function typedAmount(typed: string, before: string): string {
  const plain = typed
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[。．·]/g, ".")
    .replace(/[¥￥,，\s]/g, "")
    .replace(/^\./, "0.")
    .replace(/^0+(?=\d)/, "");
  return plain === "" || /^\d{1,8}(\.\d{0,2})?$/.test(plain) ? plain : before;
}

/** An amount as it stands in a field. */
export const amountText = (fen: number): string => plainYuan(fen).replace(/,/g, "").replace(/\.00$/, "");
