/** What people complained of about accounts, for those who look after the lane. */
import { Avatar, Chip } from "@hutong/ui";
import { Button, Input, InputNumber, Modal, Segmented } from "antd";
import { useState } from "react";
import { Field } from "../shared/Field";
import { Moment, toTheMinute } from "../shared/Moment";
import { Paged } from "../shared/Paged";
import { Empty } from "../shared/State";
import { useAct } from "../shared/useAct";
import { useConfirm } from "../shared/useConfirm";
import { Page } from "../shell/Page";
import { useWords } from "../words";
import { complaintsKey, decide, letSpeak, pause, useAccountComplaints, type AccountComplaint, type ComplaintState } from "./queries";
import "./complaints.css";

const STATES: readonly ComplaintState[] = ["open", "upheld", "dismissed"];
const DAYS = 7;
const LETTERS = 500;
const NOTE_LETTERS = 200;

type Doing = { what: "decide" | "pause"; complaint: AccountComplaint } | null;

export default function AccountComplaints() {
  const { t } = useWords();
  const [shown, show] = useState<ComplaintState>("open");
  const [doing, setDoing] = useState<Doing>(null);
  const complaints = useAccountComplaints(shown);
  return (
    <Page title={t("nav.accountComplaints")}>
      <div className="toolbar toolbar--bare">
        <Segmented<ComplaintState> aria-label={t("accountComplaints.state")} value={shown} onChange={show} options={STATES.map((state) => ({ value: state, label: t(`accountComplaints.state.${state}`) }))} />
      </div>
      <Paged
        asked={complaints}
        items={(page) => page.items}
        empty={
          <div className="box">
            <Empty title={t("accountComplaints.empty")} text={t("accountComplaints.emptyText")} />
          </div>
        }
      >
        {(items) => (
          <ul className="stack" aria-label={t("nav.accountComplaints")}>
            {items.map((complaint) => (
              <li key={complaint.id}>
                <ComplaintCard complaint={complaint} onDecide={() => setDoing({ what: "decide", complaint })} onPause={() => setDoing({ what: "pause", complaint })} />
              </li>
            ))}
          </ul>
        )}
      </Paged>
      {doing?.what === "decide" && <Decision complaint={doing.complaint} onClose={() => setDoing(null)} />}
      {doing?.what === "pause" && <Pause complaint={doing.complaint} onClose={() => setDoing(null)} />}
    </Page>
  );
}

function ComplaintCard({ complaint, onDecide, onPause }: { complaint: AccountComplaint; onDecide: () => void; onPause: () => void }) {
  const { t, language } = useWords();
  const ask = useConfirm();
  const { account, person } = complaint;
  const resume = useAct({ run: () => letSpeak(account.app_id), refresh: [complaintsKey], done: t("accountComplaints.resumed", { name: account.name }) });
  return (
    <article className="box complaint">
      <header>
        <Avatar shape="place" name={account.name} picture={account.avatar_url} colour={account.colour} size={40} />
        <span className="grow">
          <a href={`/a/${account.link_code}`} className="el">
            {account.name}
          </a>
          <small className="mute">{t("accountComplaints.people", { count: complaint.people_complaining })}</small>
        </span>
        {complaint.paused_until && <Chip tone="bad">{t("accountComplaints.pausedUntil", { until: toTheMinute(complaint.paused_until, language) })}</Chip>}
        <Chip tone={complaint.state === "open" ? "warn" : "plain"}>{t(`accountComplaints.reason.${complaint.reason}`)}</Chip>
      </header>
      {complaint.words && <p className="complaint__words">{complaint.words}</p>}
      {complaint.quoted && (
        <blockquote>
          <small>{t("accountComplaints.quoted")}</small>
          {complaint.quoted}
        </blockquote>
      )}
      <footer>
        <span className="mute">
          {person?.name ?? t("accountComplaints.gone")} · <Moment at={complaint.created_at} />
        </span>
        <span className="grow" />
        {complaint.paused_until ? (
          <Button
            loading={resume.isPending}
            onClick={() =>
              ask({ title: t("accountComplaints.resumeTitle", { name: account.name }), text: t("accountComplaints.resumeText"), action: t("accountComplaints.resume"), run: () => resume.mutateAsync() })
            }
          >
            {t("accountComplaints.resume")}
          </Button>
        ) : (
          <Button danger onClick={onPause}>
            {t("accountComplaints.pause")}
          </Button>
        )}
        {complaint.state === "open" && <Button onClick={onDecide}>{t("accountComplaints.decide")}</Button>}
      </footer>
      {complaint.answer && <p className="note">{t("accountComplaints.answered", { answer: complaint.answer })}</p>}
    </article>
  );
}

function Decision({ complaint, onClose }: { complaint: AccountComplaint; onClose: () => void }) {
  const { t } = useWords();
  const [answer, setAnswer] = useState("");
  const act = useAct({ run: (uphold: boolean) => decide(complaint, uphold, answer.trim()), refresh: [complaintsKey], done: t("accountComplaints.decided"), onDone: onClose });
  return (
    <Modal
      open
      title={t("accountComplaints.decideTitle", { name: complaint.account.name })}
      onCancel={onClose}
      footer={
        <>
          <Button loading={act.isPending && !act.variables} onClick={() => act.mutate(false)}>
            {t("accountComplaints.dismiss")}
          </Button>
          <Button type="primary" loading={act.isPending && act.variables} onClick={() => act.mutate(true)}>
            {t("accountComplaints.uphold")}
          </Button>
        </>
      }
    >
      <Field label={t("accountComplaints.answer")} note={t("accountComplaints.answerNote")}>
        <Input.TextArea rows={3} maxLength={LETTERS} value={answer} onChange={(event) => setAnswer(event.target.value)} />
      </Field>
      <p className="note">{t("accountComplaints.decideText")}</p>
    </Modal>
  );
}

function Pause({ complaint: { account }, onClose }: { complaint: AccountComplaint; onClose: () => void }) {
  const { t } = useWords();
  const [days, setDays] = useState<number | null>(DAYS);
  const [note, setNote] = useState("");
  const act = useAct({ run: () => pause(account.app_id, days ?? DAYS, note.trim()), refresh: [complaintsKey], done: t("accountComplaints.pauseDone", { name: account.name }), onDone: onClose });
  return (
    <Modal
      open
      title={t("accountComplaints.pauseTitle", { name: account.name })}
      okText={t("accountComplaints.pause")}
      cancelText={t("action.cancel")}
      okButtonProps={{ loading: act.isPending, disabled: days === null || note.trim() === "" }}
      onOk={() => act.mutate()}
      onCancel={onClose}
    >
      <p>{t("accountComplaints.pauseText")}</p>
      <Field label={t("accountComplaints.days")}>
        <InputNumber min={1} max={365} precision={0} value={days} onChange={setDays} />
      </Field>
      <Field label={t("accountComplaints.note")} note={t("accountComplaints.noteNote")}>
        <Input.TextArea rows={2} maxLength={NOTE_LETTERS} value={note} onChange={(event) => setNote(event.target.value)} />
      </Field>
    </Modal>
  );
}
