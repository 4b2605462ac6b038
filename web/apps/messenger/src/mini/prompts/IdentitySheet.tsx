/** A program asks who somebody is, or for their telephone number: what will be handed over is shown before it is. */
import { Button } from "@hutong/ui";
import { PhoneIcon } from "@hutong/ui/icons";
import { useSelf } from "../../app/session";
import { useAnswer } from "../../app/useAnswer";
import { useErrorWords } from "../../app/useErrorWords";
import { useWords } from "../../app/words";
import { PersonAvatar } from "../../chat/peer";
import { Seal } from "../../pay/Seal";
import type { MiniApi, ProgramCard } from "../api";
import type { AskOf } from "./asks";
import { Layer } from "./Layer";
import { ProgramHead } from "./ProgramHead";
import "../../pay/pay.css";

interface IdentitySheetProps {
  ask: AskOf<"phone"> | AskOf<"userInfo">;
  program: ProgramCard;
  api: MiniApi;
}

export default function IdentitySheet({ ask, program, api }: IdentitySheetProps) {
  const { t } = useWords();
  const { self } = useSelf();
  const wordsFor = useErrorWords();
  const isPhone = ask.name === "phone";
  const title = t(isPhone ? "mini.wantsPhone" : "mini.wantsName", { name: program.name });
  const phone = useAnswer(ask.name, async () => (isPhone ? (await api.phone(program.app_id)).shown : ""));
  const purpose = ask.name === "userInfo" ? ask.asked.purpose : "";
  return (
    <Layer title={title} hasOwnTitle onClose={() => ask.answer(null)}>
      <div className="mini-consent">
        <ProgramHead program={program} />
        <h3 aria-hidden="true">{title}</h3>
        <div className="mini-consent-what">
          {isPhone ? <PhoneIcon aria-hidden="true" /> : <PersonAvatar person={self} size={40} />}
          <p>
            <b className="num">{isPhone ? (phone.state === "here" && phone.value) || t("mini.yourPhone") : self.name}</b>
            <small dir="auto">{isPhone ? t("mini.phoneHelp") : purpose || t("mini.nameHelp")}</small>
          </p>
        </div>
        {phone.state === "failed" && <p className="field-error" role="alert">{wordsFor(phone.error)}</p>}
        <Seal />
        <div className="mini-consent-keys">
          <Button look="soft" wide onClick={() => ask.answer(false)}>
            {t("mini.refuse")}
          </Button>
          <Button look="door" wide data-first disabled={phone.state === "failed"} onClick={() => ask.answer(true)}>
            {t(isPhone ? "mini.tellPhone" : "mini.tellName")}
          </Button>
        </div>
      </div>
    </Layer>
  );
}
