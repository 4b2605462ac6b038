/** Who did what to whom. */
import { Segmented } from "antd";
import { useState } from "react";
import { ExportButton } from "../shared/ExportButton";
import { allPages } from "../shared/exports";
import { Moment } from "../shared/Moment";
import { Paged } from "../shared/Paged";
import { SearchField } from "../shared/SearchField";
import { Empty } from "../shared/State";
import { Table } from "../shared/Table";
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
            <Table
              items={items}
              keyOf={(item) => item.id}
              columns={[
                { head: t("audit.what"), cell: (item) => <What item={item} /> },
                { head: t("audit.who"), cell: (item) => <code>{item.actor}</code> },
                {
                  head: t("audit.whom"),
                  cell: ({ subject: whom }) => (
                    <button type="button" className="subject" title={t("audit.narrow")} onClick={() => setSought(whom)}>
                      <code>{whom}</code>
                    </button>
                  ),
                },
                { head: t("audit.when"), cell: (item) => item.at !== null && <Moment at={item.at} /> },
              ]}
            />
          )}
        </Paged>
      </Box>
    </Page>
  );
}

function What({ item }: { item: AuditItem }) {
  const { t, has } = useWords();
  const told = Object.entries(item.detail)
    .map(([name, value]) => `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(" · ");
  return (
    <span className="person__text">
      <b title={item.action}>{has(`act.${item.action}`) ? t(`act.${item.action}`) : item.action}</b>
      {told !== "" && <span className="mute audit__detail">{told}</span>}
    </span>
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
