/** May this program? The house asks, with the person's own seal; the program only says why. */
import { Button } from "@hutong/ui";
import { createElement } from "react";
import { useWords } from "../../app/words";
import { Seal } from "../../pay/Seal";
import type { ProgramCard } from "../api";
import { scopeSign, scopeWord } from "../settings/scopes";
import type { AskOf } from "./asks";
import { Layer } from "./Layer";
import { ProgramHead } from "./ProgramHead";
import "../../pay/pay.css";

export default function PermissionSheet({ ask, program }: { ask: AskOf<"permission">; program: ProgramCard }) {
  const { t } = useWords();
  const { scope, reason } = ask.asked;
  const title = t(`mini.wants.${scopeWord(scope)}`, { name: program.name });
  return (
    <Layer title={title} hasOwnTitle onClose={() => ask.answer(null)}>
      <div className="mini-consent">
        <ProgramHead program={program} />
        <h3 aria-hidden="true">{title}</h3>
        <div className="mini-consent-what">
          {createElement(scopeSign(scope), { "aria-hidden": true })}
          <p>
            {reason ? (
              <>
                <small>{t("mini.reason")}</small>
                <span dir="auto">{reason}</span>
              </>
            ) : (
              t(`mini.scopeHelp.${scopeWord(scope)}`)
            )}
          </p>
        </div>
        <p className="mini-consent-note">{t("mini.revocable")}</p>
        <Seal />
        <div className="mini-consent-keys">
          <Button look="soft" wide onClick={() => ask.answer(false)}>
            {t("mini.refuse")}
          </Button>
          <Button look="door" wide data-first onClick={() => ask.answer(true)}>
            {t("mini.allow")}
          </Button>
        </div>
      </div>
    </Layer>
  );
}
