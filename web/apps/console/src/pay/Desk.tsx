/** The cash desk of a live instance: real money comes and goes when two operators have looked at it. */
import { Avatar, Chip } from "@hutong/ui";
import { yuan } from "@hutong/ui/money";
import { Button, Input, Modal, Segmented } from "antd";
import { useState } from "react";
import { CheckIcon, CloseIcon, HourglassIcon } from "../icons";
import { Field } from "../shared/Field";
import { Moment } from "../shared/Moment";
import { Paged } from "../shared/Paged";
import { Empty } from "../shared/State";
import { Table } from "../shared/Table";
import { useAct } from "../shared/useAct";
import { useConfirm } from "../shared/useConfirm";
import { Box, Page } from "../shell/Page";
import { useWords } from "../words";
import { approveRequest, confirmRequest, deskKey, refuseRequest, useDesk } from "./queries";
import type { DeskRequest } from "./types";

const states: DeskRequest["state"][] = ["waiting", "approved", "done", "refused"];

export default function Desk() {
  const { t } = useWords();
  const [state, show] = useState<DeskRequest["state"]>("waiting");
  const [refused, refuse] = useState<DeskRequest | null>(null);
  const requests = useDesk(state);
  return (
    <Page title={t("nav.desk")}>
      <p className="lead-note">{t("desk.text")}</p>
      <Box flush>
        <div className="toolbar">
          <Segmented<DeskRequest["state"]>
            value={state}
            onChange={show}
            options={states.map((one) => ({ value: one, label: t(`deskState.${one}`) }))}
          />
        </div>
        <Paged
          asked={requests}
          items={(page) => page.items}
          empty={<Empty title={t("desk.empty")} text={t("desk.emptyText")} />}
        >
          {(items) => <RequestTable requests={items} onRefuse={refuse} />}
        </Paged>
      </Box>
      {refused !== null && <RefusalDialog request={refused} onClose={() => refuse(null)} />}
    </Page>
  );
}

function RequestTable({ requests, onRefuse }: { requests: DeskRequest[]; onRefuse: (request: DeskRequest) => void }) {
  const { t } = useWords();
  return (
    <Table
      items={requests}
      keyOf={(request) => request.id}
      columns={[
        {
          head: t("desk.who"),
          cell: ({ person, kind }) => (
            <span className="person">
              <Avatar shape="person" name={person.name} picture={person.avatar_url} size={32} />
              <span className="person__text">
                <b className="el">{person.name}</b>
                <span className="mute">{t(`deskKind.${kind}`)}</span>
              </span>
            </span>
          ),
        },
        {
          head: t("orders.amount"),
          isNumber: true,
          cell: ({ amount_fen: amount, fee_fen: fee }) => (
            <>
              {yuan(amount)}
              {fee > 0 && <span className="mute"> {t("desk.fee", { amount: yuan(fee) })}</span>}
            </>
          ),
        },
        { head: t("desk.note"), cell: ({ note }) => note },
        { head: t("orders.state"), cell: (request) => <Standing request={request} /> },
        { head: t("orders.made"), cell: ({ created_at: at }) => <Moment at={at} /> },
      ]}
      actions={(request) =>
        (request.state === "waiting" || request.state === "approved") && (
          <Decide request={request} onRefuse={() => onRefuse(request)} />
        )
      }
    />
  );
}

function Standing({ request: { state, approved_by: approvedBy, reason } }: { request: DeskRequest }) {
  const { t } = useWords();
  return (
    <>
      <DeskChip state={state} />
      {approvedBy !== null && state === "approved" && (
        <span className="cell__then">{t("desk.approvedBy", { name: approvedBy })}</span>
      )}
      {reason !== "" && <span className="cell__then">{reason}</span>}
    </>
  );
}

/** The next step; it is not for one's own request, and the second is not for who did the first. */
function Decide({ request, onRefuse }: { request: DeskRequest; onRefuse: () => void }) {
  const { t } = useWords();
  const confirm = useConfirm();
  const isSecond = request.state === "approved";
  const decide = useAct({
    run: () => (isSecond ? confirmRequest(request.id) : approveRequest(request.id)),
    refresh: [deskKey],
    done: t(isSecond ? "desk.confirmed" : "desk.approved"),
  });
  const ask = () =>
    confirm({
      title: t(isSecond ? "desk.confirmTitle" : "desk.approveTitle", {
        amount: yuan(request.amount_fen),
        name: request.person.name,
      }),
      text: t(isSecond ? "desk.confirmText" : "desk.approveText"),
      action: t(isSecond ? "desk.confirm" : "desk.approve"),
      run: () => decide.mutateAsync(),
    });
  return (
    <>
      <Button size="small" onClick={onRefuse}>
        {t("desk.refuse")}
      </Button>
      {request.may_decide ? (
        <Button size="small" type="primary" loading={decide.isPending} onClick={ask}>
          {t(isSecond ? "desk.confirm" : "desk.approve")}
        </Button>
      ) : (
        <span className="mute">{t("desk.another")}</span>
      )}
    </>
  );
}

function DeskChip({ state }: { state: DeskRequest["state"] }) {
  const { t } = useWords();
  const tone = state === "done" ? "ok" : state === "refused" ? "bad" : "warn";
  const icon = state === "done" ? CheckIcon : state === "refused" ? CloseIcon : HourglassIcon;
  return (
    <Chip tone={tone} icon={icon}>
      {t(`deskState.${state}`)}
    </Chip>
  );
}

function RefusalDialog({ request, onClose }: { request: DeskRequest; onClose: () => void }) {
  const { t } = useWords();
  const [reason, setReason] = useState("");
  const refuse = useAct({
    run: () => refuseRequest(request.id, reason.trim()),
    refresh: [deskKey],
    done: t("desk.refused"),
    onDone: onClose,
  });
  return (
    <Modal
      open
      title={t("desk.refuse")}
      okText={t("desk.refuse")}
      cancelText={t("action.cancel")}
      okButtonProps={{ loading: refuse.isPending, disabled: reason.trim() === "" }}
      onOk={() => refuse.mutate()}
      onCancel={onClose}
    >
      <Field label={t("disputes.words")} note={t("desk.reasonNote")}>
        <Input autoFocus maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </Modal>
  );
}
