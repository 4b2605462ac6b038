/** The hosts an account calls its own: where codes of signing in may be brought, and whose pages may call the JS-SDK. */
import { createHttp } from "@hutong/api";
import { useQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { Field } from "../shared/Field";
import { Answer } from "../shared/State";
import { useAct } from "../shared/useAct";
import { Box } from "../shell/Page";
import { useWords } from "../words";
import { appKey } from "./queries";

interface Named {
  sign_in: string[];
  js: string[];
}

const http = createHttp();
const pathOf = (appId: string) => `/api/console/apps/${encodeURIComponent(appId)}/web-domains`;
const lines = (text: string) => text.split(/[\s,]+/).filter(Boolean);

export function WebDomains({ appId }: { appId: string }) {
  const { t } = useWords();
  const named = useQuery({ queryKey: appKey(appId, "web-domains"), queryFn: () => http.get<Named>(pathOf(appId)) });
  return (
    <section aria-label={t("webDomains.title")}>
      <h2 className="page__section">{t("webDomains.title")}</h2>
      <Answer asked={named}>{(found) => <DomainsForm key={appId} appId={appId} named={found} />}</Answer>
    </section>
  );
}

function DomainsForm({ appId, named }: { appId: string; named: Named }) {
  const { t } = useWords();
  const [signIn, setSignIn] = useState(named.sign_in.join("\n"));
  const [js, setJs] = useState(named.js.join("\n"));
  const save = useAct({
    run: () => http.put<Named>(pathOf(appId), { sign_in: lines(signIn), js: lines(js) }),
    refresh: [appKey(appId, "web-domains")],
    done: t("webDomains.saved"),
  });
  return (
    <div className="narrow">
      <Box>
        <p className="lead-note">{t("webDomains.text")}</p>
        <Field label={t("webDomains.signIn")}>
          <Input.TextArea className="mono" autoSize={{ minRows: 2, maxRows: 4 }} spellCheck={false} placeholder="shop.example.com" value={signIn} onChange={(event) => setSignIn(event.target.value)} />
        </Field>
        <Field label={t("webDomains.js")}>
          <Input.TextArea className="mono" autoSize={{ minRows: 2, maxRows: 6 }} spellCheck={false} placeholder="shop.example.com" value={js} onChange={(event) => setJs(event.target.value)} />
        </Field>
        <div className="form-end">
          <Button loading={save.isPending} onClick={() => save.mutate()}>
            {t("webDomains.save")}
          </Button>
        </div>
      </Box>
    </div>
  );
}
