/** The keys of a merchant just made: shown here and never again, together with what an SDK wants to be told. */
import { Button } from "antd";
import { useNavigate } from "react-router";
import { DownloadIcon, WarnIcon } from "../icons";
import { CopyTextButton, Fact } from "../shared/Copy";
import { saveFile } from "../shared/exports";
import { Box, Page } from "../shell/Page";
import { useWords } from "../words";
import type { MerchantKeys, NewMerchant } from "./types";

export function NewMerchantKeys({ merchant }: { merchant: NewMerchant }) {
  const { t } = useWords();
  const navigate = useNavigate();
  return (
    <Page title={t("created.title", { name: merchant.name })}>
      <div className="narrow">
        <Box>
          <dl className="facts">
            <Fact label={t("merchant.mchid")} copy={merchant.mchid}>
              <code>{merchant.mchid}</code>
            </Fact>
            <Fact label={t("merchant.v3Key")} copy={merchant.api_v3_key}>
              <code>{merchant.api_v3_key}</code>
            </Fact>
            <Fact label={t("merchant.v2Key")} copy={merchant.api_v2_key}>
              <code>{merchant.api_v2_key}</code>
            </Fact>
            <Fact label={t("merchant.serial")} copy={merchant.serial}>
              <code className="el">{merchant.serial}</code>
            </Fact>
            <Fact label={t("merchant.publicKeyId")} copy={merchant.public_key_id}>
              <code className="el">{merchant.public_key_id}</code>
            </Fact>
          </dl>
          <p className="banner banner--warn">
            <WarnIcon aria-hidden size={18} />
            <span>{t("merchants.once")}</span>
          </p>
          <KeyFiles keys={merchant} />
          <CopyTextButton text={settingsOf(merchant)}>{t("created.copyEnv")}</CopyTextButton>
        </Box>
        <div className="form-end">
          <Button type="primary" onClick={() => void navigate(`/merchants/${merchant.mchid}`)}>
            {t("merchants.open", { name: merchant.name })}
          </Button>
        </div>
      </div>
    </Page>
  );
}

/** The files as a merchant knows them, each by itself. */
function KeyFiles({ keys }: { keys: MerchantKeys }) {
  const files: [string, string][] = [
    ["apiclient_key.pem", keys.private_key],
    ["apiclient_cert.pem", keys.certificate],
    [`wechatpay_${keys.platform_serial}.pem`, keys.platform_certificate],
    ["pub_key.pem", keys.public_key],
  ];
  return (
    <div className="pay-files">
      {files.map(([name, text]) => (
        <Button
          key={name}
          icon={<DownloadIcon aria-hidden size={18} />}
          onClick={() => saveFile(name, "application/x-pem-file", text)}
        >
          <span className="el">{name.startsWith("wechatpay_") ? "wechatpay_….pem" : name}</span>
        </Button>
      ))}
    </div>
  );
}

function settingsOf(keys: MerchantKeys): string {
  return [
    `MCHID=${keys.mchid}`,
    `CERT_SERIAL_NO=${keys.serial}`,
    `APIV3_KEY=${keys.api_v3_key}`,
    `APIV2_KEY=${keys.api_v2_key}`,
    `PUBLIC_KEY_ID=${keys.public_key_id}`,
    "",
  ].join("\n");
}
