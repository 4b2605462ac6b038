import { Button } from "@hutong/ui";
import { WarningIcon } from "@hutong/ui/icons";
import { useWords } from "../app/words";
import { MoneyFrame } from "./MoneyFrame";
import { signedLines } from "./problems";

/** For whoever builds the shop: which text should have been signed, and where theirs differs. */
export function PaySignWrong({ facts, onClose }: { facts: Record<string, unknown>; onClose: () => void }) {
  const { t, has } = useWords();
  const lines = signedLines(String(facts["string_to_sign"] ?? ""));
  const hint = `paySignHint.${String(facts["hint"] ?? "")}`;
  const differsAt = facts["differs_at"];
  return (
    <MoneyFrame label={t("pay.signWrong")} onClose={onClose}>
      <div className="money-body money-result">
        <WarningIcon weight="fill" className="result-refused" aria-hidden="true" />
        <div role="alert">
          <h2>{t("pay.signWrong")}</h2>
        </div>
        <p>{t("pay.signWrongHelp")}</p>
        <section className="signed" aria-label={t("pay.signed")}>
          <h3>
            {t("pay.signed")} {typeof facts["sign_type"] === "string" && <span className="chip">{facts["sign_type"]}</span>}
          </h3>
          <pre tabIndex={0}>{lines.join("\n")}</pre>
          {typeof differsAt === "number" && <p>{t("pay.differsAt", { at: differsAt })}</p>}
          {typeof facts["hint"] === "string" && facts["hint"] !== "" && <p>{has(hint) ? t(hint) : facts["hint"]}</p>}
        </section>
        <Button look="door" wide onClick={onClose}>
          {t("app.close")}
        </Button>
      </div>
    </MoneyFrame>
  );
}
