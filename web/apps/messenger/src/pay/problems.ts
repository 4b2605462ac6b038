/** What to do after a refusal: a word for the button, and where it leads when it leads away. */
export interface NextStep {
  word: string;
  to?: string;
}

const STEPS: Record<string, NextStep> = {
  payment_password_not_set: { word: "pay.next.setPassword", to: "/wallet/password" },
  wallet_not_verified: { word: "pay.next.wallet", to: "/wallet" },
  wallet_locked: { word: "pay.next.changePassword", to: "/wallet/password" },
  wallet_frozen: { word: "pay.next.unfreeze", to: "/wallet/settings" },
  wallet_limit_exceeded: { word: "pay.next.limits", to: "/wallet/settings" },
  money_short: { word: "pay.next.topUp", to: "/wallet/top-up" },
  order_paid: { word: "pay.next.statement", to: "/wallet/statement" },
};

export const nextStepOf = (code: string): NextStep | null => STEPS[code] ?? null;

/** A signed text with its line feeds seen: what one compares with the text that one's own code has signed. */
export function signedLines(text: string): string[] {
  const lines = text.split("\n");
  const last = lines.pop() ?? "";
  return [...lines.map((line) => `${line}↵`), ...(last === "" ? [] : [last])];
}
