/** The frame of every page about a program's cloud: whether it is on, what it is called, and the way between its parts. */
import { Chip } from "@hutong/ui";
import { Button, Segmented } from "antd";
import type { ReactNode } from "react";
import { useNavigate } from "react-router";
import { useAppId } from "../apps/queries";
import { CloudIcon } from "../icons";
import { CopyButton } from "../shared/Copy";
import { Answer, Empty } from "../shared/State";
import { useAct } from "../shared/useAct";
import { useConfirm } from "../shared/useConfirm";
import { Box, Page } from "../shell/Page";
import { useWords } from "../words";
import { cloudKey, switchCloud, useCloud } from "./queries";
import type { Environment } from "./types";
import "./cloud.css";

const parts = ["database", "files", "functions", "logs"] as const;
export type Part = (typeof parts)[number];

interface CloudPageProps {
  part: Part;
  title?: string;
  soft?: ReactNode;
  door?: ReactNode;
  children: (appId: string) => ReactNode;
}

export function CloudPage({ part, title, soft, door, children }: CloudPageProps) {
  const { t } = useWords();
  const appId = useAppId();
  const cloud = useCloud(appId);
  const environment = cloud.data?.environment ?? null;
  const isOn = environment?.is_on === true;
  return (
    <Page title={title ?? t("nav.cloud")} chips={environment && <Standing environment={environment} />} soft={isOn ? soft : undefined} door={isOn ? door : undefined} aside={environment?.is_on && title === undefined ? <OffButton appId={appId} /> : undefined}>
      <Answer asked={cloud} rows={6}>
        {() => (isOn ? <Inside part={part} appId={appId}>{children(appId)}</Inside> : <Off appId={appId} wasOn={environment !== null} />)}
      </Answer>
    </Page>
  );
}

function Inside({ part, appId, children }: { part: Part; appId: string; children: ReactNode }) {
  const { t } = useWords();
  const go = useNavigate();
  return (
    <div className="stack">
      <Segmented
        className="cloud-parts"
        aria-label={t("cloud.parts")}
        value={part}
        options={parts.map((one) => ({ value: one, label: t(`cloud.part.${one}`) }))}
        onChange={(one) => void go(`/apps/${appId}/cloud${one === "database" ? "" : `/${one}`}`)}
      />
      {children}
    </div>
  );
}

function Standing({ environment }: { environment: Environment }) {
  const { t } = useWords();
  return (
    <>
      <Chip tone={environment.is_on ? "ok" : "plain"}>{t(environment.is_on ? "cloud.on" : "cloud.off")}</Chip>
      <span className="inline">
        <code className="cloud-env">{environment.id}</code>
        <CopyButton text={environment.id} what={t("cloud.environment")} />
      </span>
    </>
  );
}

function Off({ appId, wasOn }: { appId: string; wasOn: boolean }) {
  const { t } = useWords();
  const on = useAct({ run: () => switchCloud(appId, true), refresh: [cloudKey(appId)] });
  return (
    <Box>
      <Empty title={t(wasOn ? "cloud.isOff" : "cloud.notYet")} text={t(wasOn ? "cloud.isOffText" : "cloud.notYetText")}>
        <Button type="primary" icon={<CloudIcon aria-hidden size={18} />} loading={on.isPending} onClick={() => on.mutate()}>
          {t("cloud.switchOn")}
        </Button>
      </Empty>
    </Box>
  );
}

function OffButton({ appId }: { appId: string }) {
  const { t } = useWords();
  const confirm = useConfirm();
  const off = useAct({ run: () => switchCloud(appId, false), refresh: [cloudKey(appId)] });
  const ask = () => confirm({ title: t("cloud.switchOffAsk"), text: t("cloud.switchOffText"), action: t("cloud.switchOff"), run: () => off.mutateAsync() });
  return (
    <Button type="text" loading={off.isPending} onClick={ask}>
      {t("cloud.switchOff")}
    </Button>
  );
}
