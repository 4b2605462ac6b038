/** Small questions of the house: to call a number, to leave for another program, to take note of what happens with one's data. */
import { Button, LinkButton } from "@hutong/ui";
import { PermissionIcon, PhoneIcon, ProgramIcon } from "@hutong/ui/icons";
import { useAnswer } from "../../app/useAnswer";
import { useWords } from "../../app/words";
import type { MiniApi, ProgramCard } from "../api";
import type { AskOf } from "./asks";
import { Layer } from "./Layer";
import { ProgramHead } from "./ProgramHead";

interface PlainQuestionProps {
  ask: AskOf<"call"> | AskOf<"leave"> | AskOf<"privacy">;
  program: ProgramCard;
  api: MiniApi;
}

export default function PlainQuestion({ ask, program, api }: PlainQuestionProps) {
  if (ask.name === "call") return <Call ask={ask} />;
  if (ask.name === "leave") return <Leave ask={ask} program={program} api={api} />;
  return <Privacy ask={ask} program={program} />;
}

function Call({ ask }: { ask: AskOf<"call"> }) {
  const { t } = useWords();
  const number = ask.asked.number.replace(/[^\d+*#,;-]/g, "").slice(0, 40);
  return (
    <Layer hasOwnTitle title={t("mini.call")} onClose={() => ask.answer(null)}>
      <div className="mini-consent mini-plain">
        <PhoneIcon aria-hidden="true" />
        <p className="mini-number num" dir="ltr">{number}</p>
        <div className="mini-consent-keys">
          <Button look="soft" wide onClick={() => ask.answer(false)}>{t("mini.cancel")}</Button>
          <LinkButton look="door" wide href={`tel:${number}`} data-first onClick={() => ask.answer(true)}>{t("mini.call")}</LinkButton>
        </div>
      </div>
    </Layer>
  );
}

function Leave({ ask, program, api }: { ask: AskOf<"leave">; program: ProgramCard; api: MiniApi }) {
  const { t } = useWords();
  const { appId } = ask.asked;
  const card = useAnswer(appId, () => api.card(appId));
  return (
    <Layer hasOwnTitle title={t("mini.leave", { name: program.name })} onClose={() => ask.answer(null)}>
      <div className="mini-consent mini-plain">
        {card.state === "here" ? <ProgramHead program={card.value} /> : <ProgramIcon aria-hidden="true" />}
        <h3 aria-hidden="true">{t("mini.leave", { name: program.name })}</h3>
        <div className="mini-consent-keys">
          <Button look="soft" wide onClick={() => ask.answer(false)}>{t("mini.stay")}</Button>
          <Button look="door" wide data-first onClick={() => ask.answer(true)}>{t("mini.openOther")}</Button>
        </div>
      </div>
    </Layer>
  );
}

function Privacy({ ask, program }: { ask: AskOf<"privacy">; program: ProgramCard }) {
  const { t } = useWords();
  return (
    <Layer hasOwnTitle title={t("mini.privacy", { name: program.name })} onClose={() => ask.answer(null)}>
      <div className="mini-consent">
        <ProgramHead program={program} />
        <h3 aria-hidden="true">{t("mini.privacy", { name: program.name })}</h3>
        <div className="mini-consent-what">
          <PermissionIcon aria-hidden="true" />
          <p>{t("mini.privacyHelp", { owner: program.owner })}</p>
        </div>
        <div className="mini-consent-keys">
          <Button look="soft" wide onClick={() => ask.answer(false)}>{t("mini.refuse")}</Button>
          <Button look="door" wide data-first onClick={() => ask.answer(true)}>{t("mini.agree")}</Button>
        </div>
      </div>
    </Layer>
  );
}
