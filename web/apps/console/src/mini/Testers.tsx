/** Who may open the trial version, besides the members. */
import { Avatar, Chip } from "@hutong/ui";
import { Button, Input, Modal } from "antd";
import { useState } from "react";
import { useAppId } from "../apps/queries";
import { AddPersonIcon, RemoveIcon } from "../icons";
import { FieldNote } from "../shared/Counter";
import { ApiCallButton } from "../shared/code/CodeDrawer";
import { Field } from "../shared/Field";
import { Moment } from "../shared/Moment";
import { SearchField } from "../shared/SearchField";
import { Answer, Empty } from "../shared/State";
import { Table } from "../shared/Table";
import { useAct } from "../shared/useAct";
import { useUndo } from "../shared/useUndo";
import { Box, Page } from "../shell/Page";
import { useWords } from "../words";
import { testerCalls } from "./calls";
import { miniKey } from "./queries";
import { addTester, addTesterAgain, removeTester, useTesters } from "./settingQueries";
import type { Testers as Known } from "./types";

/** From how many on one wants to search rather than to look. */
const many = 8;

export default function Testers() {
  const { t } = useWords();
  const appId = useAppId();
  const testers = useTesters(appId);
  const [isAdding, setAdding] = useState(false);
  const [sought, setSought] = useState("");
  const wanted = sought.trim().toLowerCase();
  const { items, most } = testers.data ?? { items: [], most: 0 };
  const add = (
    <Button type="primary" icon={<AddPersonIcon aria-hidden size={18} />} disabled={items.length >= most} onClick={() => setAdding(true)}>
      {t("testers.add")}
    </Button>
  );
  return (
    <Page title={t("nav.testers")} chips={testers.data && <Chip>{t("testers.count", { count: items.length, most })}</Chip>} soft={testers.data && <ApiCallButton calls={testerCalls(t, testers.data)} />} door={items.length > 0 ? add : undefined}>
      <Box flush>
        {items.length > many && (
          <div className="toolbar">
            <SearchField label={t("testers.search")} value={sought} onChange={setSought} />
          </div>
        )}
        <Answer asked={testers}>
          {(known) => {
            if (known.items.length === 0)
              return (
                <Empty title={t("testers.nobody")} text={t("testers.nobodyText")}>
                  {add}
                </Empty>
              );
            const shown = known.items.filter((one) => one.person.name.toLowerCase().includes(wanted) || one.openid === sought.trim());
            return shown.length === 0 ? <Empty title={t("mini.nothingFound")} /> : <TesterTable appId={appId} shown={shown} />;
          }}
        </Answer>
      </Box>
      {isAdding && <AddDialog appId={appId} onClose={() => setAdding(false)} />}
    </Page>
  );
}

function TesterTable({ appId, shown }: { appId: string; shown: Known["items"] }) {
  const { t } = useWords();
  return (
    <Table
      items={shown}
      keyOf={(tester) => tester.openid}
      columns={[
        {
          head: t("testers.who"),
          cell: ({ person }) => (
            <span className="person">
              <Avatar shape="person" name={person.name} picture={person.avatar_url} size={32} />
              <b className="el">{person.name}</b>
            </span>
          ),
        },
        { head: t("testers.openid"), cell: ({ openid }) => <code className="openid el">{openid}</code> },
        { head: t("testers.since"), cell: ({ added_at: at }) => <Moment at={at} /> },
      ]}
      actions={(tester) => <RemoveButton appId={appId} tester={tester} />}
    />
  );
}

function RemoveButton({ appId, tester }: { appId: string; tester: Known["items"][number] }) {
  const { t } = useWords();
  const undo = useUndo();
  const refresh = [miniKey(appId, "testers")];
  const again = useAct({ run: () => addTesterAgain(appId, tester.openid), refresh });
  const remove = useAct({
    run: () => removeTester(appId, tester.openid),
    refresh,
    onDone: () => undo(t("testers.removed", { name: tester.person.name }), () => again.mutate()),
  });
  return (
    <Button
      type="text"
      aria-label={t("testers.remove", { name: tester.person.name })}
      icon={<RemoveIcon aria-hidden size={18} />}
      loading={remove.isPending}
      onClick={() => remove.mutate()}
    />
  );
}

/** Somebody is named by the link they show in the messenger, or by the code at its end. */
function AddDialog({ appId, onClose }: { appId: string; onClose: () => void }) {
  const { t, error } = useWords();
  const [link, setLink] = useState("");
  const code = link.trim().replace(/[?#].*$/, "").replace(/\/+$/, "").split("/").at(-1) ?? "";
  const add = useAct({ run: () => addTester(appId, code), refresh: [miniKey(appId, "testers")], done: t("testers.added"), onDone: onClose, onRefused: () => true });
  return (
    <Modal
      open
      title={t("testers.add")}
      okText={t("testers.addDo")}
      cancelText={t("action.cancel")}
      okButtonProps={{ disabled: code === "", loading: add.isPending }}
      onOk={() => add.mutate()}
      onCancel={onClose}
    >
      <Field label={t("testers.link")} note={t("testers.linkNote")}>
        <Input autoFocus className="mono" value={link} onChange={(event) => setLink(event.target.value)} onPressEnter={() => code !== "" && add.mutate()} />
      </Field>
      {add.error !== null && <FieldNote error={error(add.error)} />}
    </Modal>
  );
}
