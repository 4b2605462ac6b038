/** A secret just made: it is shown here and never again. */
import { WarnIcon } from "../icons";
import { CopyTextButton, Fact } from "../shared/Copy";
import { Box } from "../shell/Page";
import { useWords } from "../words";

interface NewSecretProps {
  appId: string;
  originalId?: string;
  secret: string;
}

export function NewSecret({ appId, originalId, secret }: NewSecretProps) {
  const { t } = useWords();
  return (
    <Box>
      <dl className="facts">
        <Fact label={t("fact.appId")} copy={appId}>
          <code>{appId}</code>
        </Fact>
        <Fact label={t("fact.secret")} copy={secret}>
          <code>{secret}</code>
        </Fact>
        {originalId !== undefined && (
          <Fact label={t("fact.originalId")} copy={originalId}>
            <code>{originalId}</code>
          </Fact>
        )}
      </dl>
      <p className="banner banner--warn">
        <WarnIcon aria-hidden size={18} />
        <span>{t("created.once")}</span>
      </p>
      <CopyTextButton text={`APPID=${appId}\nAPPSECRET=${secret}\n`}>{t("created.copyEnv")}</CopyTextButton>
    </Box>
  );
}
