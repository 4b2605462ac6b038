/** States of money, each by a word and a sign beside its colour. */
import { Chip } from "@hutong/ui";
import { CheckIcon, CloseIcon, HourglassIcon, UndoIcon, WarnIcon } from "../icons";
import { useWords } from "../words";
import type { Complaint, Notice, OrderState, Refund } from "./types";

const orderTones: Record<OrderState, { tone?: "ok" | "warn" | "bad"; icon: typeof CheckIcon }> = {
  NOTPAY: { icon: HourglassIcon },
  USERPAYING: { tone: "warn", icon: HourglassIcon },
  SUCCESS: { tone: "ok", icon: CheckIcon },
  REFUND: { tone: "warn", icon: UndoIcon },
  CLOSED: { icon: CloseIcon },
  REVOKED: { icon: UndoIcon },
  PAYERROR: { tone: "bad", icon: WarnIcon },
};

export function OrderChip({ state }: { state: OrderState }) {
  const { t } = useWords();
  const { tone, icon } = orderTones[state];
  return (
    <Chip tone={tone} icon={icon}>
      {t(`orderState.${state}`)}
    </Chip>
  );
}

export function RefundChip({ state }: { state: Refund["state"] }) {
  const { t } = useWords();
  const tone = state === "SUCCESS" ? "ok" : state === "ABNORMAL" ? "bad" : undefined;
  const icon = state === "SUCCESS" ? CheckIcon : state === "ABNORMAL" ? WarnIcon : HourglassIcon;
  return (
    <Chip tone={tone} icon={icon}>
      {t(`refundState.${state}`)}
    </Chip>
  );
}

export function NoticeChip({ notice }: { notice: Notice }) {
  const { t } = useWords();
  if (notice.state === "done")
    return (
      <Chip tone="ok" icon={CheckIcon}>
        {t("notices.done", { status: notice.last_status ?? 200 })}
      </Chip>
    );
  if (notice.state === "given_up")
    return (
      <Chip tone="bad" icon={WarnIcon}>
        {t("notices.givenUp")}
      </Chip>
    );
  return (
    <Chip tone={notice.attempts > 0 ? "warn" : undefined} icon={HourglassIcon}>
      {t("notices.waiting", { count: notice.attempts })}
    </Chip>
  );
}

export function ComplaintChip({ state }: { state: Complaint["state"] }) {
  const { t } = useWords();
  const isOver = state === "processed" || state === "withdrawn";
  const tone = isOver ? "ok" : "warn";
  return (
    <Chip tone={tone} icon={isOver ? CheckIcon : HourglassIcon}>
      {t(`complaintState.${state}`)}
    </Chip>
  );
}
