import { Avatar, Button, Field, ListRow } from "@hutong/ui";
import { EverythingIcon, ForwardIcon, LabIcon, SettingsIcon, WalletIcon } from "@hutong/ui/icons";
import { useRef, useState, type FormEvent } from "react";
import { Link } from "wouter";
import { useSelf, useSession } from "../app/session";
import { useSay } from "../app/toasts";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";
import { PageHeader } from "../shell/PageHeader";
import { QrCard } from "./QrCard";
import "./pages.css";

export default function Me() {
  const { t } = useWords();
  const { self } = useSelf();
  const { session } = useSession();
  const qr = `/qr/p/${self.link_code}`;
  return (
    <article className="page">
      <PageHeader title={t("me.title")} />
      <div className="page-body">
        <Identity />
        <QrCard svg={`${qr}.svg`} png={`${qr}.png`} link={`${location.origin}/p/${self.link_code}`} name={self.name} />
        <ul className="card-rows">
          <li>
            <Link href="/wallet" className="row">
              <ListRow lead={<WalletIcon className="row-icon" aria-hidden="true" />} title={<span>{t("nav.wallet")}</span>} note={t("wallet.note")} end={<ForwardIcon className="row-mark" aria-hidden="true" />} />
            </Link>
          </li>
          <li>
            <Link href="/settings" className="row">
              <ListRow lead={<SettingsIcon className="row-icon" aria-hidden="true" />} title={<span>{t("settings.title")}</span>} end={<ForwardIcon className="row-mark" aria-hidden="true" />} />
            </Link>
          </li>
          <li>
            <Link href="/everything" className="row">
              <ListRow lead={<EverythingIcon className="row-icon" aria-hidden="true" />} title={<span>{t("everything.title")}</span>} note={t("everything.note")} end={<ForwardIcon className="row-mark" aria-hidden="true" />} />
            </Link>
          </li>
          {session.instance.mode === "lab" && (
            <li>
              <a href="/console/lab" className="row">
                <ListRow lead={<LabIcon className="row-icon" aria-hidden="true" />} title={<span>{t("lab.open")}</span>} note={t("lab.openHelp")} end={<ForwardIcon className="row-mark" aria-hidden="true" />} />
              </a>
            </li>
          )}
        </ul>
        <Others />
      </div>
    </article>
  );
}

function Identity() {
  const { t } = useWords();
  const { self, api } = useSelf();
  const { session, replacePerson } = useSession();
  const say = useSay();
  const wordsFor = useErrorWords();
  const [name, setName] = useState<string | null>(null);
  const picker = useRef<HTMLInputElement>(null);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    try {
      replacePerson(await api.changeMe({ name: (name ?? "").trim() }));
      setName(null);
    } catch (error) {
      say(wordsFor(error));
    }
  };
  const changePicture = async (file: File | undefined) => {
    if (!file) return;
    try {
      replacePerson(await api.changeAvatar(file));
    } catch (error) {
      say(wordsFor(error));
    }
  };
  return (
    <div className="identity">
      <button type="button" className="identity-picture" aria-label={t("me.changePicture")} onClick={() => picker.current?.click()}>
        <Avatar shape="person" name={self.name} picture={self.avatar_url && api.mediaUrl(self.avatar_url)} size={76} />
      </button>
      <input ref={picker} type="file" accept="image/*" hidden onChange={(event) => void changePicture(event.target.files?.[0])} />
      {name === null ? (
        <div>
          <h1>{self.name}</h1>
          <p className="identity-note">
            {session.person?.email ?? t("me.noEmail")} ·{" "}
            <button type="button" className="text-button" onClick={() => setName(self.name)}>
              {t("me.rename")}
            </button>
          </p>
        </div>
      ) : (
        <form className="form identity-form" onSubmit={(event) => void save(event)}>
          <Field label={t("me.name")} value={name} maxLength={60} required autoFocus onChange={(event) => setName(event.target.value)} onKeyDown={(event) => event.key === "Escape" && setName(null)} />
          <Button look="door" size="small" type="submit">
            {t("me.saveName")}
          </Button>
        </form>
      )}
    </div>
  );
}

/** Other people who are signed in in this browser; each opens in a tab of their own. */
function Others() {
  const { t } = useWords();
  const { session, api } = useSession();
  const others = session.persons.filter((person) => person.id !== session.person?.id);
  if (others.length === 0) return null;
  return (
    <section>
      <h2 className="page-section">{t("me.others")}</h2>
      <ul className="card-rows">
        {others.map((person) => (
          <li key={person.id}>
            <a href={`/?as=${person.id}`} target="_blank" rel="noopener" className="row">
              <ListRow
                lead={<Avatar shape="person" name={person.name} picture={person.avatar_url && api.mediaUrl(person.avatar_url)} size={36} />}
                title={<span>{person.name}</span>}
                end={<ForwardIcon className="row-mark" aria-hidden="true" />}
              />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
