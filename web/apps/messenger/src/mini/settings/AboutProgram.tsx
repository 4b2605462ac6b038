import { Avatar, Button, Chip } from "@hutong/ui";
import { CopyIcon, SettingsIcon, VerifiedIcon } from "@hutong/ui/icons";
import { useSelf } from "../../app/session";
import { useSay } from "../../app/toasts";
import { useWords } from "../../app/words";
import { programPath } from "../address";
import type { ProgramCard } from "../api";
import type { OpenAnswer } from "../backend";
import { Layer } from "../prompts/Layer";

interface AboutProgramProps {
  card: ProgramCard;
  version: OpenAnswer["version"];
  onSettings: () => void;
  onClose: () => void;
}

/** What a program is, and who answers for it. */
export default function AboutProgram({ card, version, onSettings, onClose }: AboutProgramProps) {
  const { t } = useWords();
  const { api } = useSelf();
  const say = useSay();
  const copy = async () => {
    await navigator.clipboard.writeText(`${location.origin}${programPath({ appId: card.app_id, version: version.kind })}`);
    say(t("browser.copied"));
  };
  return (
    <Layer look="page" title={t("mini.about")} onClose={onClose}>
      <div className="mini-page mini-about">
        <Avatar shape="place" name={card.name} picture={card.avatar_url && api.mediaUrl(card.avatar_url)} colour={card.colour} size={88} />
        <h2 dir="auto">{card.name}</h2>
        {version.kind !== "release" && <Chip tone="warn">{t(`mini.versionKind.${version.kind}`)}</Chip>}
        {card.intro && <p dir="auto">{card.intro}</p>}
        <dl className="mini-facts">
          <dt>{t("mini.owner")}</dt>
          <dd dir="auto">
            {card.owner} {card.verified && <VerifiedIcon weight="fill" className="verified" aria-label={t("account.verified")} />}
          </dd>
          <dt>{t("mini.version")}</dt>
          <dd>{version.name || t("mini.none")}</dd>
          <dt>AppID</dt>
          <dd><code>{card.app_id}</code></dd>
        </dl>
        <div className="mini-about-keys">
          <Button icon={SettingsIcon} wide data-first onClick={onSettings}>{t("mini.settings")}</Button>
          <Button look="soft" icon={CopyIcon} wide onClick={() => void copy()}>{t("browser.copy")}</Button>
        </div>
      </div>
    </Layer>
  );
}
