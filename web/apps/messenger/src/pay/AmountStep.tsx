import { Button } from "@hutong/ui";
import { fenOf } from "@hutong/ui/money";
import { useState, type FormEvent } from "react";
import { useWords } from "../app/words";
import { AmountField } from "./AmountField";

/** How much, before anything else. */
export function AmountStep({ title, action, onAmount }: { title: string; action: string; onAmount: (fen: number) => void }) {
  const { t } = useWords();
  const [text, setText] = useState("");
  const fen = fenOf(text);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (fen) onAmount(fen);
  };
  return (
    <form className="money-body form" onSubmit={submit}>
      <h2 className="money-title">{title}</h2>
      <AmountField label={t("amount.label")} value={text} onChange={setText} isLarge autoFocus />
      <Button look="door" type="submit" wide disabled={!fen}>
        {action}
      </Button>
    </form>
  );
}
