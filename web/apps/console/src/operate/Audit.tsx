/** Who did what to whom. */
import { Segmented } from "antd";
import { useState } from "react";
import { ExportButton } from "../shared/ExportButton";
import { allPages } from "../shared/exports";
import { Moment } from "../shared/Moment";
import { Paged } from "../shared/Paged";
import { SearchField } from "../shared/SearchField";
import { Empty } from "../shared/State";
import { useSettled } from "../shared/useSettled";
import { Box, Page } from "../shell/Page";
import { useWords } from "../words";
import { auditBefore, useAudit } from "./queries";
import type { AuditItem } from "./queries";

const fields = ["", "apps.", "official.", "dialog.", "operate.", "people."] as const;

export default function Audit() {
  const { t } = useWords();
  const [action, setAction] = useState<string>("");
  const [sought, setSought] = useState("");
  const subject = useSettled(sought.trim());
  const audit = useAudit(action, subject);
  return (
    <Page
      title={t("nav.audit")}
      soft={<ExportButton name="audit" rows={() => exported(action, subject)} />}
    >
      <Box flush>
        <div className="toolbar">
          <SearchField label={t("audit.subject")} value={sought} onChange={setSought} />
          <Segmented
            aria-label={t("audit.field")}
            value={action}
            options={fields.map((one) => ({ value: one, label: t(`auditOf.${one.replace(".", "") || "all"}`) }))}
            onChange={setAction}
          />
        </div>
        <Paged
          asked={audit}
          items={(page) => page.items}
          empty={
            action === "" && subject === "" ? (
              <Empty title={t("audit.empty")} text={t("audit.emptyText")} />
            ) : (
              <Empty title={t("audit.noneFound")} />
            )
          }
        >
          {(items) => (
            <table className="table">
              <thead>
                <tr>
                  <th>{t("audit.what")}</th>
                  <th>{t("audit.who")}</th>
                  <th>{t("audit.whom")}</th>
                  <th>{t("audit.when")}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((item) => (
                  <AuditRow key={item.id} item={item} onSubject={setSought} />
                ))}
              </tbody>
            </table>
          )}
        </Paged>
      </Box>
    </Page>
  );
}

function AuditRow({ item, onSubject }: { item: AuditItem; onSubject: (subject: string) => void }) {
  const { t, has } = useWords();
  const told = Object.entries(item.detail)
    .map(([name, value]) => `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(" · ");
  return (
    <tr>
      <td data-label="">
        <span className="person__text">
          <b title={item.action}>{has(`act.${item.action}`) ? t(`act.${item.action}`) : item.action}</b>
          {told !== "" && <span className="mute audit__detail">{told}</span>}
        </span>
      </td>
      <td data-label={t("audit.who")}>
        <code>{item.actor}</code>
      </td>
      <td data-label={t("audit.whom")}>
        <button type="button" className="subject" title={t("audit.narrow")} onClick={() => onSubject(item.subject)}>
          <code>{item.subject}</code>
        </button>
      </td>
      <td data-label={t("audit.when")}>{item.at !== null && <Moment at={item.at} />}</td>
    </tr>
  );
}

async function exported(action: string, subject: string) {
  const pages = await allPages((before: string | null) => auditBefore(action, subject, before));
  return pages
    .flatMap((page) => page.items)
    .map(({ at, actor, action: act, subject: whom, detail }) => ({
      at,
      actor,
      action: act,
      subject: whom,
      detail: JSON.stringify(detail),
    }));
}
