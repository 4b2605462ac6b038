/** What people complained about, and the merchant's answer. */
import { yuan } from "@hutong/ui/money";
import { Button, Input } from "antd";
import { useState } from "react";
import type { ReactNode } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { Moment } from "../shared/Moment";
import { Paged } from "../shared/Paged";
import { Answer, Empty } from "../shared/State";
import { Table } from "../shared/Table";
import { useAct } from "../shared/useAct";
import { Box, Page } from "../shell/Page";
import { useWords } from "../words";
import { ComplaintChip } from "./chips";
import { answerComplaint, completeComplaint, merchantKey, useComplaint, useComplaints, useMchid } from "./queries";
import type { ComplaintDetail } from "./types";

export default function Complaints() {
  const { complaintId } = useParams();
  return complaintId === undefined ? <List /> : <One key={complaintId} id={complaintId} />;
}

function List() {
  const { t } = useWords();
  const mchid = useMchid();
  const complaints = useComplaints(mchid);
  return (
    <Page title={t("nav.complaints")}>
      <Box flush>
        <Paged
          asked={complaints}
          items={(page) => page.items}
          empty={<Empty title={t("complaints.empty")} text={t("complaints.emptyText")} />}
        >
          {(items) => (
            <Table
              items={items}
              keyOf={(complaint) => complaint.id}
              columns={[
                {
                  head: t("complaints.what"),
                  cell: (complaint) => (
                    <Link className="strong-link el" to={`/merchants/${mchid}/complaints/${complaint.id}`}>
                      {complaint.text || complaint.reason}
                    </Link>
                  ),
                },
                { head: t("orders.payer"), cell: (complaint) => complaint.person_name },
                { head: t("orders.amount"), isNumber: true, cell: (complaint) => yuan(complaint.amount_fen) },
                { head: t("orders.state"), cell: (complaint) => <ComplaintChip state={complaint.state} /> },
                { head: t("orders.made"), cell: (complaint) => <Moment at={complaint.created_at} /> },
              ]}
            />
          )}
        </Paged>
      </Box>
    </Page>
  );
}

function One({ id }: { id: string }) {
  const { t } = useWords();
  const mchid = useMchid();
  const navigate = useNavigate();
  const complaint = useComplaint(mchid, id);
  const refresh = [merchantKey(mchid, "complaints")];
  const complete = useAct({ run: () => completeComplaint(mchid, id), refresh, done: t("complaints.completed") });
  const isOpen = complaint.data?.state === "pending" || complaint.data?.state === "processing";
  return (
    <Page
      title={t("complaints.one")}
      chips={complaint.data && <ComplaintChip state={complaint.data.state} />}
      soft={
        <>
          <Button onClick={() => void navigate(`/merchants/${mchid}/complaints`)}>{t("action.back")}</Button>
          {isOpen && (
            <Button loading={complete.isPending} onClick={() => complete.mutate()}>
              {t("complaints.complete")}
            </Button>
          )}
        </>
      }
    >
      <Answer asked={complaint}>
        {(one) => (
          <div className="stack narrow">
            <Story complaint={one} mchid={mchid} />
            {isOpen && <Reply mchid={mchid} id={id} />}
          </div>
        )}
      </Answer>
    </Page>
  );
}

/** What was said, by whom, in order. */
export function Story({ complaint, mchid, head }: { complaint: ComplaintDetail; mchid: string; head?: ReactNode }) {
  const { t } = useWords();
  const order = `/merchants/${mchid}/orders/${encodeURIComponent(complaint.out_trade_no)}`;
  return (
    <Box>
      {head}
      <p className="lead-note">
        <Link className="strong-link" to={order}>
          {complaint.out_trade_no}
        </Link>{" "}
        · {yuan(complaint.amount_fen)} · {complaint.person_name}
      </p>
      <ol className="pay-story">
        {complaint.messages.map((message, nth) => (
          <li key={nth} className={`pay-said pay-said--${message.by}`}>
            <span className="mute">
              {message.by === "person" ? complaint.person_name : t(`complaintBy.${message.by}`)} ·{" "}
              <Moment at={message.at} />
            </span>
            <p>{message.text === "" ? t(`complaintDid.${message.kind}`) : message.text}</p>
            {message.images.map((image) => (
              <img key={image} className="pay-image" src={image} alt={t("complaints.image")} loading="lazy" />
            ))}
          </li>
        ))}
      </ol>
    </Box>
  );
}

function Reply({ mchid, id }: { mchid: string; id: string }) {
  const { t } = useWords();
  const [text, setText] = useState("");
  const answer = useAct({
    run: () => answerComplaint(mchid, id, text.trim()),
    refresh: [merchantKey(mchid, "complaints")],
    onDone: () => setText(""),
  });
  return (
    <Box>
      <Input.TextArea
        aria-label={t("complaints.reply")}
        placeholder={t("complaints.reply")}
        maxLength={200}
        autoSize={{ minRows: 3, maxRows: 8 }}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="form-end">
        <Button
          type="primary"
          loading={answer.isPending}
          disabled={text.trim() === ""}
          onClick={() => answer.mutate()}
        >
          {t("complaints.send")}
        </Button>
      </div>
    </Box>
  );
}
