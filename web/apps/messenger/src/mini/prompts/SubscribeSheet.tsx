/** Messages a program would like to send once: each is shown as it will look, and chosen on its own. */
import { Button } from "@hutong/ui";
import { BellIcon } from "@hutong/ui/icons";
import { useState } from "react";
import { useWords } from "../../app/words";
import type { ProgramCard } from "../api";
import { rememberAlways } from "../backend";
import type { AskOf } from "./asks";
import { Layer } from "./Layer";
import { ProgramHead } from "./ProgramHead";

export default function SubscribeSheet({ ask, program }: { ask: AskOf<"subscribe">; program: ProgramCard }) {
  const { t } = useWords();
  const { templates } = ask.asked;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(templates.map(({ id }) => id)));
  const [always, setAlways] = useState(false);
  const end = (isAllowed: boolean) => {
    const decisions = Object.fromEntries(templates.map(({ id }) => [id, isAllowed && chosen.has(id) ? ("accept" as const) : ("reject" as const)]));
    if (always) rememberAlways(decisions);
    ask.answer(decisions);
  };
  const toggle = (id: string) =>
    setChosen((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return (
    <Layer title={t("mini.wantsToTell", { name: program.name })} hasOwnTitle onClose={() => ask.answer(null)}>
      <div className="mini-consent">
        <ProgramHead program={program} />
        <h3 aria-hidden="true">{t("mini.wantsToTell", { name: program.name })}</h3>
        <ul className="mini-templates">
          {templates.map(({ id, title, lines }) => (
            <li key={id}>
              <label>
                <input type="checkbox" checked={chosen.has(id)} onChange={() => toggle(id)} />
                <span>
                  <b dir="auto">
                    <BellIcon weight="bold" aria-hidden="true" /> {title}
                  </b>
                  {lines.map((line) => (
                    <small key={line} dir="auto">{line}</small>
                  ))}
                </span>
              </label>
            </li>
          ))}
        </ul>
        <p className="mini-consent-note">{t("mini.tellsOnce")}</p>
        <label className="mini-always">
          <input type="checkbox" checked={always} onChange={(event) => setAlways(event.target.checked)} />
          <span>{t("mini.always")}</span>
        </label>
        <div className="mini-consent-keys">
          <Button look="soft" wide onClick={() => end(false)}>
            {t("mini.refuse")}
          </Button>
          <Button look="door" wide data-first disabled={chosen.size === 0} onClick={() => end(true)}>
            {t("mini.allow")}
          </Button>
        </div>
      </div>
    </Layer>
  );
}
