/** From where this account's secret may be used. */
import { Button, Input } from "antd";
import { useState } from "react";
import { Field } from "../shared/Field";
import { Answer } from "../shared/State";
import { useAct } from "../shared/useAct";
import { Box, Page } from "../shell/Page";
import { useWords } from "../words";
import { addressesIn, wrongAddresses } from "./addresses";
import { appKey, saveIpList, useAppId, useIpList } from "./queries";
import { WebDomains } from "./WebDomains";

export default function IpList() {
  const { t } = useWords();
  const appId = useAppId();
  const list = useIpList(appId);
  return (
    <Page title={t("nav.ipList")}>
      <Answer asked={list}>{({ ips }) => <IpForm key={appId} appId={appId} ips={ips} />}</Answer>
      <WebDomains appId={appId} />
    </Page>
  );
}

function IpForm({ appId, ips }: { appId: string; ips: string[] }) {
  const { t } = useWords();
  const [text, setText] = useState(ips.join("\n"));
  const addresses = addressesIn(text);
  const wrong = wrongAddresses(addresses);
  const save = useAct({
    run: () => saveIpList(appId, addresses),
    refresh: [appKey(appId, "ip-list")],
    done: t("ipList.saved"),
  });
  return (
    <div className="narrow">
      <Box>
        <p className="lead-note">{t("ipList.text")}</p>
        <Field
          label={t("ipList.label")}
          error={wrong.length > 0 ? t("ipList.wrong", { addresses: wrong.join(", ") }) : undefined}
          note={t("ipList.count", { count: addresses.length })}
        >
          <Input.TextArea
            className="mono"
            autoSize={{ minRows: 5, maxRows: 16 }}
            spellCheck={false}
            placeholder={"127.0.0.1\n10.0.0.0/8"}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </Field>
        <div className="form-end">
          <Button type="primary" loading={save.isPending} disabled={wrong.length > 0} onClick={() => save.mutate()}>
            {t("ipList.save")}
          </Button>
        </div>
      </Box>
    </div>
  );
}
