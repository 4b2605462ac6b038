import { Button, EmptyState, LinkButton } from "@hutong/ui";
import { useEffect, useRef } from "react";
import { useLocation, useSearch } from "wouter";
import { useWords } from "../app/words";
import { PageHeader } from "../shell/PageHeader";
import { doorOf, returnOf } from "./door";
import { usePayments } from "./PaymentProvider";
import "./pay.css";

/** A payment that came by an address: the sheet opens over this page, which stays and says how it ended. */
export default function PayPage() {
  const { t } = useWords();
  const { open, outcome } = usePayments();
  const [path, go] = useLocation();
  const search = useSearch();
  const asked = useRef("");
  const address = `${path}?${search}`;

  useEffect(() => {
    if (asked.current === address) return;
    asked.current = address;
    void open(doorOf(location.href), returnOf(location.href));
  }, [address, open]);

  const again = () => void open(doorOf(location.href), returnOf(location.href));
  if (outcome.is === "paid") {
    return (
      <article className="page">
        <PageHeader title={t("pay.brand")} />
        <EmptyState
          title={t("pay.paidTitle")}
          actions={
            <>
              {outcome.returnUrl && (
                <LinkButton look="door" href={outcome.returnUrl}>
                  {t("pay.backToShop")}
                </LinkButton>
              )}
              <Button onClick={() => go("/wallet/statement")}>{t("pay.next.statement")}</Button>
            </>
          }
        />
      </article>
    );
  }
  return (
    <article className="page">
      <PageHeader title={t("pay.brand")} />
      <EmptyState
        title={outcome.is === "left" ? t("pay.left") : t("pay.opening")}
        actions={
          outcome.is === "left" && (
            <Button look="door" onClick={again}>
              {t("pay.openAgain")}
            </Button>
          )
        }
      >
        {outcome.is === "left" ? t("pay.leftHelp") : null}
      </EmptyState>
    </article>
  );
}
