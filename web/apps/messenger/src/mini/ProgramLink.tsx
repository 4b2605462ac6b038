/** A link that opens a mini program leads on to it, for as long as the link lives. */
import { EmptyState, SkeletonRows } from "@hutong/ui";
import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import { useSelf } from "../app/session";
import { useErrorWords } from "../app/useErrorWords";
import { useWords } from "../app/words";

export default function ProgramLink({ code }: { code: string }) {
  const { t } = useWords();
  const { api } = useSelf();
  const [, go] = useLocation();
  const wordsFor = useErrorWords();
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let isHere = true;
    api
      .programLink(`weixin://dl/business/?t=${code}`)
      .then(({ path }) => isHere && go(path, { replace: true }))
      .catch((error: unknown) => isHere && setProblem(wordsFor(error)));
    return () => {
      isHere = false;
    };
    // A link is followed once: it counts who opens it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [code]);
  return problem === null ? <SkeletonRows label={t("app.loading")} rows={4} /> : <EmptyState title={problem} />;
}
