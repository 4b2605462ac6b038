/** The names an owner has filed, or asked to; in a lab it takes weeks of its clock. */
import { Chip } from "@hutong/ui";
import { Button, Input } from "antd";
import { useState } from "react";
import { Moment } from "../shared/Moment";
import { Answer, Empty } from "../shared/State";
import { useAct } from "../shared/useAct";
import { Box } from "../shell/Page";
import { useWords } from "../words";
import { miniKey } from "./queries";
import { fileName, useFilings } from "./settingQueries";

const tones = { waiting: "warn", granted: "ok", refused: "bad" } as const;

export function Filings({ appId, unfiled }: { appId: string; unfiled: readonly string[] }) {
  const { t } = useWords();
  const filings = useFilings(appId);
  const [name, setName] = useState("");
  const ask = useAct({
    run: (wanted: string) => fileName(appId, wanted),
    refresh: [miniKey(appId, "filings"), miniKey(appId, "domains")],
    onDone: () => setName(""),
  });
  const asked = filings.data?.items.map((one) => one.name) ?? [];
  const missing = unfiled.filter((one) => !asked.includes(one));
  return (
    <Box title={t("domains.filings")}>
      <Answer asked={filings}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t("domains.noFilings")} />
          ) : (
            <ul className="rows">
              {items.map((one) => (
                <li key={one.name} className="row">
                  <span className="grow">
                    <b className="mono">{one.name}</b>
                    <span className="mute">
                      {one.state === "granted" && one.number}
                      {one.state === "waiting" && (
                        <>
                          {t("domains.due")} <Moment at={one.due_at} />
                        </>
                      )}
                      {one.state === "refused" && one.reason}
                    </span>
                  </span>
                  <Chip tone={tones[one.state]}>{t(`domains.filing.${one.state}`)}</Chip>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
      <form
        className="mini-add"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== "") ask.mutate(name.trim());
        }}
      >
        <Input className="mono" aria-label={t("domains.name")} placeholder="example.com" value={name} onChange={(event) => setName(event.target.value)} />
        <Button htmlType="submit" disabled={name.trim() === ""} loading={ask.isPending}>
          {t("domains.file")}
        </Button>
      </form>
      {missing.length > 0 && (
        <p className="mini-do mini-missing">
          {missing.slice(0, 6).map((one) => (
            <Button key={one} size="small" onClick={() => setName(one)}>
              {one}
            </Button>
          ))}
        </p>
      )}
    </Box>
  );
}
