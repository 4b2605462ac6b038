import { Link } from "react-router";
import { Empty } from "../shared/State";
import { useWords } from "../words";
import { Page } from "./Page";

/** An address that leads nowhere. */
export function NotHere() {
  const { t } = useWords();
  return (
    <Page title={t("notHere.title")}>
      <Empty title={t("notHere.head")} text={t("notHere.text")}>
        <Link to="/">{t("shell.home")}</Link>
      </Empty>
    </Page>
  );
}
