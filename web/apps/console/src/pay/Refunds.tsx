/** What was given back. */
import { useState } from "react";
import { ExportButton } from "../shared/ExportButton";
import { allPages } from "../shared/exports";
import { Paged } from "../shared/Paged";
import { SearchField } from "../shared/SearchField";
import { Empty } from "../shared/State";
import { useSettled } from "../shared/useSettled";
import { Box, Page } from "../shell/Page";
import { useWords } from "../words";
import { RefundTable } from "./OrderPage";
import { refundsBefore, useMchid, useRefunds } from "./queries";

export default function Refunds() {
  const { t } = useWords();
  const mchid = useMchid();
  const [sought, setSought] = useState("");
  const search = useSettled(sought.trim());
  const refunds = useRefunds(mchid, search);
  const hasSome = (refunds.data?.pages[0]?.items.length ?? 0) > 0;
  return (
    <Page
      title={t("nav.refunds")}
      soft={<ExportButton name={`refunds-${mchid}`} rows={() => exported(mchid, search)} disabled={!hasSome} />}
    >
      <Box flush>
        <div className="toolbar">
          <SearchField label={t("refunds.search")} value={sought} onChange={setSought} />
        </div>
        <Paged
          asked={refunds}
          items={(page) => page.items}
          empty={
            search === "" ? (
              <Empty title={t("refunds.empty")} text={t("refunds.emptyText")} />
            ) : (
              <Empty title={t("orders.noneFound")} />
            )
          }
        >
          {(items) => <RefundTable refunds={items} />}
        </Paged>
      </Box>
    </Page>
  );
}

async function exported(mchid: string, search: string) {
  const pages = await allPages((before: string | null) => refundsBefore(mchid, search, before));
  return pages.flatMap((page) => page.items).map((refund) => ({ ...refund }));
}
