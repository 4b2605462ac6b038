/** First: the phone fetches the lane's certificate and trusts it. */
import { Button, Segmented } from "antd";
import { useState } from "react";
import { CopyButton, Fact } from "../../shared/Copy";
import { Box } from "../../shell/Page";
import { useWords } from "../../words";
import { Code } from "./Code";
import { linesOf } from "./links";
import type { Drawn, PhoneDoor } from "./queries";

const makes = ["iphone", "android"] as const;
type Make = (typeof makes)[number];
const steps = { iphone: [1, 2, 3], android: [1, 2, 3] } as const;

interface TrustStepProps {
  root: PhoneDoor["root"];
  code: Drawn | null;
}

export function TrustStep({ root, code }: TrustStepProps) {
  const { t } = useWords();
  const [make, setMake] = useState<Make>("iphone");
  return (
    <Box title={t("phone.trust")}>
      <div className="phone-step">
        <Code svg={code?.qr_svg ?? null} name={t("phone.trustCode")}>
          {t("phone.noCode")}
        </Code>
        <div className="phone-step__text">
          <p>{t("phone.trustText")}</p>
          {code !== null && (
            <span className="inline">
              <code className="phone-url">{code.url}</code>
              <CopyButton text={code.url} what={t("phone.trustLink")} />
            </span>
          )}
          <Button href={root.url} download="hutong-root.crt">
            {t("phone.fetch")}
          </Button>
        </div>
      </div>
      <dl className="facts facts--stacked phone-facts">
        <Fact label={t("phone.rootName")}>{root.name}</Fact>
        <Fact label={t("phone.fingerprint")} copy={root.fingerprint}>
          <code className="phone-print">
            {linesOf(root.fingerprint).map((line) => (
              <span key={line}>{line}</span>
            ))}
          </code>
        </Fact>
      </dl>
      <Segmented<Make>
        block
        aria-label={t("phone.make")}
        value={make}
        options={makes.map((one) => ({ value: one, label: t(`phone.${one}`) }))}
        onChange={setMake}
      />
      <ol className="phone-list">
        {steps[make].map((nth) => (
          <li key={nth}>{t(`phoneSteps.${make}${nth}`)}</li>
        ))}
      </ol>
      <p className="note">{t("phone.untried")}</p>
    </Box>
  );
}
