/** How the instance is, for those who look after it. */
import { Chip } from "@hutong/ui";
import { Button } from "antd";
import { CheckIcon, RetryIcon, WarnIcon } from "../icons";
import { Fact } from "../shared/Copy";
import { Answer } from "../shared/State";
import { Box, Page } from "../shell/Page";
import { useWords } from "../words";
import { useHealth } from "./queries";
import type { Health as HealthShape } from "./queries";

export default function Health() {
  const { t } = useWords();
  const health = useHealth();
  const isFine = health.data?.status === "ok";
  return (
    <Page
      title={t("nav.health")}
      chips={
        health.data && (
          <Chip tone={isFine ? "ok" : "bad"} icon={isFine ? CheckIcon : WarnIcon}>
            {t(`health.${health.data.status}`)}
          </Chip>
        )
      }
      soft={
        <Button
          icon={<RetryIcon aria-hidden size={18} />}
          loading={health.isFetching}
          onClick={() => void health.refetch()}
        >
          {t("health.again")}
        </Button>
      }
    >
      <Answer asked={health}>{(one) => <Report health={one} />}</Answer>
    </Page>
  );
}

function Report({ health }: { health: HealthShape }) {
  const { t, language } = useWords();
  const { jobs, disk } = health;
  const number = new Intl.NumberFormat(language);
  const used = Math.round((100 * (disk.total_bytes - disk.free_bytes)) / disk.total_bytes);
  const figure = (label: string, value: string, note: string) => (
    <div className="box figure">
      <span className="brick">{label}</span>
      <b className="num">{value}</b>
      <span className="mute">{note}</span>
    </div>
  );
  return (
    <>
      <div className="figures">
        {figure(t("health.people"), number.format(health.people), t("health.accounts", { count: health.apps }))}
        {figure(t("health.due"), number.format(jobs.due), t("health.waiting", { count: jobs.waiting }))}
        {figure(t("health.failed"), number.format(jobs.failed), t("health.failedText"))}
        {figure(t("health.free"), gigabytes(disk.free_bytes, language), t("health.used", { percent: used }))}
      </div>
      <Box title={t("health.limits")}>
        <dl className="facts">
          <Fact label={t("health.largestFile")}>
            {bytes(health.limits.upload_limit_bytes, language)} <code className="mute">upload_limit_bytes</code>
          </Fact>
          <Fact label={t("health.largestPicture")}>
            {bytes(health.limits.picture_limit_bytes, language)} <code className="mute">picture_limit_bytes</code>
          </Fact>
          <Fact label={t("health.uploadsAtOnce")}>
            {number.format(health.limits.unfinished_uploads)} <code className="mute">unfinished_uploads</code>
          </Fact>
        </dl>
        <p className="note">{t("health.limitsNote")}</p>
      </Box>
      <Box title={t("health.versions")}>
        <dl className="facts">
          <Fact label="Hutong" copy={health.version}>
            <code>{health.version}</code>
          </Fact>
          <Fact label="Python">
            <code>{health.python}</code>
          </Fact>
          <Fact label={t("health.database")}>{health.database === "sqlite" ? "SQLite" : "PostgreSQL"}</Fact>
          <Fact label={t("health.mode")}>{t(`health.mode_${health.mode}`)}</Fact>
          <Fact label={t("health.probe")}>
            <a href="/healthz" target="_blank" rel="noreferrer">
              /healthz
            </a>
          </Fact>
        </dl>
      </Box>
    </>
  );
}

/** As people count: a thousand and a thousand. */
function bytes(count: number, language: string): string {
  const isLarge = count >= 1e9;
  const unit = isLarge ? "gigabyte" : "megabyte";
  return new Intl.NumberFormat(language, { style: "unit", unit, maximumFractionDigits: 1 }).format(count / (isLarge ? 1e9 : 1e6));
}

function gigabytes(bytes: number, language: string): string {
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(bytes / 2 ** 30)} GB`;
}
