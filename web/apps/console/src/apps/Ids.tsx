/** The two names by which servers know an account or a program. */
import { Fact } from "../shared/Copy";
import { useWords } from "../words";

export function Ids({ of }: { of: { app_id: string; original_id: string } }) {
  const { t } = useWords();
  return (
    <>
      <Fact label={t("fact.appId")} copy={of.app_id}>
        <code>{of.app_id}</code>
      </Fact>
      <Fact label={t("fact.originalId")} copy={of.original_id}>
        <code>{of.original_id}</code>
      </Fact>
    </>
  );
}
