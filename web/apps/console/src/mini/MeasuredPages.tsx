/** How pages are used, and how fast they are. */
import { Segmented } from "antd";
import { useState } from "react";
import { SearchField } from "../shared/SearchField";
import { Empty } from "../shared/State";
import { Table } from "../shared/Table";
import type { Column } from "../shared/Table";
import { Box } from "../shell/Page";
import { useWords } from "../words";
import { Lasting } from "./Lasting";
import type { Measures, Took } from "./types";

type Page = Measures["pages"][number];
const views = ["use", "speed"] as const;
type View = (typeof views)[number];
/** What a page takes. */
const drawing = ["pageReady", "route", "setData"];
const manyPages = 8;

export function Pages({ pages }: { pages: Page[] }) {
  const { t } = useWords();
  const [sought, setSought] = useState("");
  const [view, setView] = useState<View>("use");
  const columns = useColumns(view);
  const named = pages.filter(({ page }) => page !== "");
  return (
    <Box
      flush
      title={t("measures.pages")}
      more={named.length > 0 && <Segmented size="small" aria-label={t("measures.pages")} value={view} options={views.map((one) => ({ value: one, label: t(`measures.view.${one}`) }))} onChange={setView} />}
    >
      {named.length > manyPages && (
        <div className="mini-sought">
          <SearchField size="small" label={t("measures.search")} value={sought} onChange={setSought} />
        </div>
      )}
      {named.length === 0 ? (
        <Empty title={t("measures.nobody")} text={t("measures.nobodyText")} />
      ) : (
        <Table items={named.filter(({ page }) => page.includes(sought.trim()))} keyOf={({ page }) => page} columns={columns} />
      )}
    </Box>
  );
}

function useColumns(view: View): Column<Page>[] {
  const { t } = useWords();
  const shown: Column<Page>[] = [
    { head: t("mini.page"), cell: ({ page }) => <code>{page}</code> },
    { head: t("measures.shown"), isNumber: true, cell: (page) => page.shown },
  ];
  if (view === "speed")
    return [...shown, ...drawing.map((kind) => ({ head: t(`measures.kind.${kind}`), isNumber: true, cell: ({ timings }: Page) => <Timing took={timings[kind]} /> }))];
  return [
    ...shown,
    { head: t("measures.people"), isNumber: true, cell: ({ people }) => people },
    { head: t("measures.stayed"), isNumber: true, cell: (page) => <Lasting ms={page.stayed_ms} times={page.shown} /> },
    { head: t("measures.entered"), isNumber: true, cell: ({ entered }) => entered },
    { head: t("measures.left"), isNumber: true, cell: ({ left }) => left },
    { head: t("measures.shares"), isNumber: true, cell: ({ shared }) => shared },
  ];
}

/** How long it takes on average, and the longest. */
function Timing({ took }: { took: Took | undefined }) {
  const { t } = useWords();
  if (took === undefined || took.count === 0) return <span className="mute">–</span>;
  return (
    <span>
      {t("unit.ms", { ms: took.mean_ms })} <span className="mute">{t("measures.upTo", { ms: took.longest_ms })}</span>
    </span>
  );
}
