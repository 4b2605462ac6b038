/** A site asks who somebody is. The house draws this, with the person's own seal; no page can. */
import { Avatar, Button, Sheet } from "@hutong/ui";
import { CheckIcon, VerifiedIcon } from "@hutong/ui/icons";
import { useSelf } from "../app/session";
import { useWords } from "../app/words";
import { PersonAvatar } from "../chat/peer";
import { Seal } from "../pay/Seal";
import type { SignIn } from "./ways";
import "../pay/pay.css";

export function ConsentSheet({ question, onAnswer }: { question: SignIn; onAnswer: (isAllowed: boolean) => void }) {
  const { t } = useWords();
  const { self, api } = useSelf();
  const { app, host } = question;
  return (
    <Sheet title={t("browser.signIn")} closeLabel={t("browser.refuse")} onClose={() => onAnswer(false)}>
      <div className="consent">
        <Avatar shape="place" name={app.name} picture={app.avatar_url && api.mediaUrl(app.avatar_url)} colour={app.colour} size={64} />
        <h3>{t("browser.wantsToKnow", { name: app.name })}</h3>
        <p className="consent-owner">
          {app.verified && <VerifiedIcon weight="fill" aria-hidden="true" />}
          {app.owner_name}
        </p>
        <ul className="consent-what">
          <li>
            <PersonAvatar person={self} size={40} />
            <span>
              <CheckIcon weight="bold" aria-hidden="true" />
              {t("browser.nameAndPicture", { name: self.name })}
            </span>
          </li>
        </ul>
        <p className="consent-where">{t("browser.tells", { host })}</p>
        <Seal />
        <div className="consent-actions">
          <Button look="soft" wide onClick={() => onAnswer(false)}>
            {t("browser.refuse")}
          </Button>
          <Button look="door" wide onClick={() => onAnswer(true)}>
            {t("browser.allow")}
          </Button>
        </div>
      </div>
    </Sheet>
  );
}
