/** wx.chooseAddress: one of the book's addresses for a program, or a new one. The program sees the chosen one alone. */
import { Button, Chip, EmptyState, SkeletonRows } from "@hutong/ui";
import { PlusIcon } from "@hutong/ui/icons";
import { useState } from "react";
import { useAnswer } from "../../app/useAnswer";
import { useErrorWords } from "../../app/useErrorWords";
import { useWords } from "../../app/words";
import type { MiniApi, ProgramCard } from "../api";
import { wireAddress } from "../backend";
import type { AskOf } from "../prompts/asks";
import { Layer } from "../prompts/Layer";
import { ProgramHead } from "../prompts/ProgramHead";
import { AddressForm } from "./AddressForm";
import { BLANK, inOrder, lineOf } from "./model";
import "./addresses.css";

export default function AddressSheet({ ask, program, api }: { ask: AskOf<"address">; program: ProgramCard; api: MiniApi }) {
  const { t } = useWords();
  const wordsFor = useErrorWords();
  const answer = useAnswer("addresses", () => api.addresses());
  const [isNew, setNew] = useState(false);
  const items = answer.state === "here" ? inOrder(answer.value.items) : [];
  if (isNew) {
    return (
      <Layer title={t("address.new")} onClose={() => setNew(false)}>
        <AddressForm first={{ ...BLANK, is_default: items.length === 0 }} onSave={async (draft) => ask.answer(wireAddress(await api.addAddress(draft)))} />
      </Layer>
    );
  }
  return (
    <Layer title={t("address.choose")} onClose={() => ask.answer(null)}>
      <div className="mini-consent">
        <ProgramHead program={program} />
        <p className="mini-consent-note">{t("address.chooseHelp", { name: program.name })}</p>
        {answer.state === "waiting" && <SkeletonRows label={t("app.loading")} rows={2} />}
        {answer.state === "failed" && <EmptyState small title={wordsFor(answer.error)} actions={<Button onClick={answer.again}>{t("app.tryAgain")}</Button>} />}
        <ul className="address-choices" aria-label={t("address.book")}>
          {items.map((address, index) => (
            <li key={address.id}>
              <button type="button" data-first={index === 0 || undefined} onClick={() => ask.answer(wireAddress(address))}>
                <span className="address-who">
                  <b dir="auto">{address.name}</b>
                  <span className="num">{address.phone}</span>
                  {address.is_default && <Chip tone="ok">{t("address.isDefault")}</Chip>}
                </span>
                <span dir="auto">{lineOf(address)}</span>
              </button>
            </li>
          ))}
        </ul>
        {answer.state === "here" && (
          <Button look={items.length === 0 ? "door" : "soft"} icon={PlusIcon} wide data-first={items.length === 0 || undefined} onClick={() => setNew(true)}>
            {t("address.new")}
          </Button>
        )}
      </div>
    </Layer>
  );
}
