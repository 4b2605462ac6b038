import type { ReceiveCode } from "@hutong/api";
import { Button, EmptyState, Field, Sheet, SkeletonRows } from "@hutong/ui";
import { DownloadIcon } from "@hutong/ui/icons";
import { fenOf, yuan } from "@hutong/ui/money";
import { useState, type FormEvent } from "react";
import { useSelf } from "../app/session";
import { useSay } from "../app/toasts";
import { useAnswer } from "../app/useAnswer";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { AmountField } from "../pay/AmountField";
import { PersonAvatar, personName } from "../chat/peer";
import { PageHeader } from "../shell/PageHeader";
import "../people/pages.css";
import "./wallet.css";

/** The code that others pay: for any amount, or for one that is set with what it is for. */
export default function Receive() {
  const { t } = useWords();
  const { api } = useSelf();
  const say = useSay();
  const wordsFor = useErrorWords();
  const answer = useAnswer("receive code", () => api.money.receiveCode());
  const [set, setSet] = useState<(ReceiveCode & { fen: number; memo: string }) | null>(null);
  const [sheet, setSheet] = useState<"amount" | "reset" | null>(null);

  const reset = async () => {
    try {
      await api.money.resetReceiveCode();
      setSet(null);
      answer.again();
      say(t("receive.isReset"));
    } catch (error) {
      say(wordsFor(error));
    }
    setSheet(null);
  };
  return (
    <article className="page">
      <PageHeader title={t("receive.title")} back="/wallet" />
      <div className="page-body">
        {answer.state === "waiting" && <SkeletonRows label={t("app.loading")} rows={2} />}
        {answer.state === "failed" && <EmptyState title={wordsFor(answer.error)} actions={<Button onClick={answer.again}>{t("app.tryAgain")}</Button>} />}
        {answer.state === "here" && (
          <>
            <Shown code={set ?? answer.value} fen={set?.fen ?? null} memo={set?.memo ?? ""} />
            <div className="doors-row">
              {set ? (
                <Button onClick={() => setSet(null)}>{t("receive.anyAmount")}</Button>
              ) : (
                <Button look="door" onClick={() => setSheet("amount")}>
                  {t("receive.setAmount")}
                </Button>
              )}
            </div>
            <p className="page-note">
              {t("receive.staticHelp")}{" "}
              <button type="button" className="text-button" onClick={() => setSheet("reset")}>
                {t("receive.reset")}
              </button>
            </p>
          </>
        )}
      </div>
      {sheet === "amount" && (
        <AmountSheet
          onClose={() => setSheet(null)}
          onSet={(code) => {
            setSet(code);
            setSheet(null);
          }}
        />
      )}
      {sheet === "reset" && (
        <Sheet title={t("receive.resetTitle")} closeLabel={t("app.close")} onClose={() => setSheet(null)}>
          <p className="sheet-text">{t("receive.resetHelp")}</p>
          <Button look="door" wide onClick={() => void reset()}>
            {t("receive.reset")}
          </Button>
        </Sheet>
      )}
    </article>
  );
}

function Shown({ code, fen, memo }: { code: ReceiveCode; fen: number | null; memo: string }) {
  const { t } = useWords();
  const { self } = useSelf();
  return (
    <section className="qr-card receive-card">
      <p className="receive-who">
        <PersonAvatar person={self} size={40} />
        <b>{personName(self)}</b>
      </p>
      {fen !== null && (
        <p className="receive-fen">
          <span className="num">{yuan(fen)}</span>
          {memo && <span>{memo}</span>}
        </p>
      )}
      <img src={code.svg_url} alt={t("receive.code", { name: personName(self) })} width={208} height={208} />
      <p>{fen === null ? t("receive.help") : t("receive.setHelp", { amount: yuan(fen) })}</p>
      <a className="btn btn-soft btn-small" href={code.svg_url} download={`${personName(self)}.svg`}>
        <DownloadIcon aria-hidden="true" /> {t("receive.save")}
      </a>
    </section>
  );
}

function AmountSheet({ onClose, onSet }: { onClose: () => void; onSet: (code: ReceiveCode & { fen: number; memo: string }) => void }) {
  const { t } = useWords();
  const { api } = useSelf();
  const wordsFor = useErrorWords();
  const [text, setText] = useState("");
  const [memo, setMemo] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const fen = fenOf(text) ?? 0;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (fen === 0) return;
    try {
      onSet({ ...(await api.money.makeReceiveCode({ amount_fen: fen, memo: memo.trim() })), fen, memo: memo.trim() });
    } catch (error) {
      setProblem(wordsFor(error));
    }
  };
  return (
    <Sheet title={t("receive.setAmount")} closeLabel={t("app.close")} onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)}>
        <AmountField label={t("amount.label")} value={text} onChange={setText} isLarge autoFocus error={problem} />
        <Field label={t("receive.memo")} value={memo} maxLength={50} onChange={(event) => setMemo(event.target.value)} />
        <Button look="door" type="submit" wide disabled={fen === 0}>
          {t("receive.show")}
        </Button>
      </form>
    </Sheet>
  );
}
