/** The lab's landing: one lane, three doors. */
import { Button, Chip, LinkButton, Logo } from "@hutong/ui";
import { LabIcon } from "@hutong/ui/icons";
import { useState } from "react";
import { useSession } from "../app/session";
import { useSay } from "../app/toasts";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { LanguageLinks } from "../people/LanguageLinks";
import { LaneScene } from "./LaneScene";
import "./doors.css";
import "../people/pages.css";

const FIRST_PERSON = /^(li lei|李雷)$/i;

export default function ThreeDoors() {
  const { t } = useWords();
  const { api, session } = useSession();
  const say = useSay();
  const wordsFor = useErrorWords();
  const [isBusy, setBusy] = useState(false);

  const enter = async () => {
    setBusy(true);
    try {
      const { items } = await api.labPeople();
      const person = items.find(({ name }) => FIRST_PERSON.test(name)) ?? items[0] ?? (await api.labAddPerson("Li Lei")).items[0];
      if (!person) return;
      location.assign((await api.labSignInLink(person.id)).url);
    } catch (error) {
      say(wordsFor(error));
      setBusy(false);
    }
  };
  return (
    <main className="doors">
      <div className="doors-scene">
        <LaneScene />
        <header className="doors-head">
          <Logo size={64} name={session.instance.name} />
          <div>
            <h1>{t("doors.title")}</h1>
            <p>{t("doors.help")}</p>
          </div>
        </header>
      </div>
      <div className="doors-three">
        <section>
          <h2>{t("doors.messenger")}</h2>
          <p>{t("doors.messengerHelp")}</p>
          <Button look="door" busy={isBusy} onClick={() => void enter()}>
            {t("doors.enter")}
          </Button>
        </section>
        <section>
          <h2>{t("doors.console")}</h2>
          <p>{t("doors.consoleHelp")}</p>
          <LinkButton href="/console">{t("doors.openConsole")}</LinkButton>
        </section>
        <section>
          <h2>{t("doors.lab")}</h2>
          <p>{t("doors.labHelp")}</p>
          <LinkButton href="/console/lab">{t("lab.open")}</LinkButton>
        </section>
      </div>
      <footer className="doors-foot">
        <Chip tone="warn" icon={LabIcon}>
          {t("lab.chip")}
        </Chip>
        <span className="mono">{location.host}</span>
        <LanguageLinks />
        <a href="/api/docs">{t("doors.api")}</a>
      </footer>
    </main>
  );
}
