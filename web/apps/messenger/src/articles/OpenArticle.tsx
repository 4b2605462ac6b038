/** An article's address on our own name leads to the page, which lives on a name of its own. */
import { SkeletonRows } from "@hutong/ui";
import { useEffect } from "react";
import { useSession } from "../app/session";
import { useWords } from "../app/words";
import { articleAddress } from "../feed/articleAddress";
import { wireAddress } from "./articles";

export default function OpenArticle({ code }: { code: string }) {
  const { t } = useWords();
  const { session } = useSession();
  const address = articleAddress(wireAddress(code), "chat", session.person?.id ?? null);
  useEffect(() => {
    if (address !== undefined) location.replace(address);
  }, [address]);
  return <SkeletonRows label={t("app.loading")} rows={4} />;
}
