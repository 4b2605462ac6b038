/** What was called and is not here: loud, counted, and listed. */
import { Answer, Empty } from "../shared/State";
import { Moment } from "../shared/Moment";
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
              <table className="table">
                <thead>
                  <tr>
                    <th>{t("coverage.endpoint")}</th>
                    <th>{t("coverage.host")}</th>
                    <th className="table__number">{t("coverage.count")}</th>
                    <th>{t("coverage.last")}</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((one) => (
                    <tr key={`${one.method} ${one.host}${one.path}`}>
                      <td data-label="">
                        <code>
                          <b>{one.method}</b> {one.path}
                        </code>
                      </td>
                      <td data-label={t("coverage.host")}>{one.host}</td>
                      <td data-label={t("coverage.count")} className="table__number num">
                        {one.count}
                      </td>
                      <td data-label={t("coverage.last")}>
                        <Moment at={one.last_at} isWire />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )
          }
        </Answer>
      </Box>
    </LabPage>
  );
}
