/** What was called and is not here: loud, counted, and listed. */
import { Answer, Empty } from "../shared/State";
import { Moment } from "../shared/Moment";
import { Table } from "../shared/Table";
import { Box } from "../shell/Page";
import { useWords } from "../words";
import { LabPage } from "./LabPage";
import { useMissing } from "./queries";

export default function Coverage() {
  const { t } = useWords();
  const missing = useMissing();
  return (
    <LabPage title={t("nav.coverage")}>
      <Box flush>
        <p className="lead-note lead-note--inset">{t("coverage.text")}</p>
        <Answer asked={missing}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t("coverage.empty")} text={t("coverage.emptyText")} />
            ) : (
              <Table
                items={items}
                keyOf={(one) => `${one.method} ${one.host}${one.path}`}
                columns={[
                  {
                    head: t("coverage.endpoint"),
                    cell: (one) => (
                      <code>
                        <b>{one.method}</b> {one.path}
                      </code>
                    ),
                  },
                  { head: t("coverage.host"), cell: (one) => one.host },
                  { head: t("coverage.count"), isNumber: true, cell: (one) => one.count },
                  { head: t("coverage.last"), cell: (one) => <Moment at={one.last_at} isWire /> },
                ]}
              />
            )
          }
        </Answer>
      </Box>
    </LabPage>
  );
}
