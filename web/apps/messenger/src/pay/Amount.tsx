import { plainYuan } from "@hutong/ui/money";
import { useWords } from "../app/words";
import "./amount.css";

interface AmountProps {
  fen: number;
  size?: "row" | "large" | "huge";
  /** Says whether it came or went. */
  signed?: boolean;
}

/** An amount as it is seen, and as it is read out: money, not digits. */
export function Amount({ fen, size = "row", signed }: AmountProps) {
  const { t } = useWords();
  const sign = signed ? (fen < 0 ? "−" : "+") : fen < 0 ? "−" : "";
  const word = signed ? (fen < 0 ? "amount.out" : "amount.in") : "amount.plain";
  return (
    <span className={`amount amount-${size} ${signed && fen > 0 ? "amount-in" : ""}`}>
      <span aria-hidden="true">
        {sign}
        {!(signed && size === "row") && <small>¥</small>}
        {plainYuan(fen)}
      </span>
      <span className="sr">{t(word, { amount: plainYuan(fen) })}</span>
    </span>
  );
}
