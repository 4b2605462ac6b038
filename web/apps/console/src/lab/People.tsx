/** Everybody in the lab: made out of nothing, and opened as by anybody. */
import { Avatar } from "@hutong/ui";
import { Button, Input, InputNumber, Modal, Segmented } from "antd";
import { useState } from "react";
import { AddPersonIcon, DoorOpenIcon } from "../icons";
import { Field } from "../shared/Field";
import { Paged } from "../shared/Paged";
import { SearchField } from "../shared/SearchField";
import { Empty } from "../shared/State";
import { useAct } from "../shared/useAct";
import { useSettled } from "../shared/useSettled";
import { useWords } from "../words";
import { LabPage } from "./LabPage";
import { addPeople, peopleKey, useLabPeople } from "./queries";
import { useOpenAs } from "./useOpenAs";
import type { LabPerson } from "./types";

export default function People() {
  const { t } = useWords();
  const [sought, setSought] = useState("");
  const search = useSettled(sought.trim());
  const people = useLabPeople(search);
  const [isMaking, setMaking] = useState(false);
  const make = (
    <Button type="primary" icon={<AddPersonIcon aria-hidden size={18} />} onClick={() => setMaking(true)}>
      {t("people.add")}
    </Button>
  );
  return (
    <LabPage title={t("nav.people")} door={make}>
      <div className="toolbar toolbar--bare">
        <SearchField label={t("people.search")} value={sought} onChange={setSought} />
      </div>
      <Paged
        asked={people}
        items={(page) => page.items}
        empty={
          <div className="box">
            {search === "" ? (
              <Empty title={t("people.empty")} text={t("people.emptyText")} />
            ) : (
              <Empty title={t("people.noneFound", { sought: search })} />
            )}
          </div>
        }
      >
        {(items) => (
          <ul className="wall">
            {items.map((person) => (
              <li key={person.id}>
                <PersonCard person={person} />
              </li>
            ))}
          </ul>
        )}
      </Paged>
      {isMaking && <MakePeople onClose={() => setMaking(false)} />}
    </LabPage>
  );
}

function PersonCard({ person }: { person: LabPerson }) {
  const { t } = useWords();
  const open = useOpenAs();
  return (
    <article className="box person-card">
      <Avatar shape="person" name={person.name} picture={person.avatar_url} size={48} />
      <span className="grow person-card__text">
        <b className="el">{person.name}</b>
        <span className="mute">
          {person.following === undefined ? t("people.simulated") : t("people.follows", { count: person.following })}
        </span>
      </span>
      <Button
        icon={<DoorOpenIcon aria-hidden size={18} />}
        loading={open.isPending}
        onClick={() => open.mutate(person)}
        aria-label={t("people.openAs", { name: person.name })}
      >
        {t("people.open")}
      </Button>
    </article>
  );
}

type HowMany = "one" | "many";

function MakePeople({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const [howMany, setHowMany] = useState<HowMany>("one");
  const [name, setName] = useState("");
  const [count, setCount] = useState<number | null>(10);
  const isTooLong = [...name].length > 40;
  const make = useAct({
    run: () => addPeople(howMany === "many" ? { count: count ?? 1 } : name.trim() === "" ? {} : { name: name.trim() }),
    refresh: [peopleKey, ["lab", "state"]],
    onDone: onClose,
  });
  return (
    <Modal
      open
      title={t("people.add")}
      okText={howMany === "one" ? t("people.makeOne") : t("people.makeMany", { count: count ?? 0 })}
      cancelText={t("action.cancel")}
      okButtonProps={{ loading: make.isPending, disabled: isTooLong || (howMany === "many" && count === null) }}
      onOk={() => make.mutate()}
      onCancel={onClose}
    >
      <div className="field-box">
        <Segmented<HowMany>
          block
          aria-label={t("people.howMany")}
          value={howMany}
          options={[
            { value: "one", label: t("people.one") },
            { value: "many", label: t("people.many") },
          ]}
          onChange={setHowMany}
        />
      </div>
      {howMany === "one" ? (
        <Field
          label={t("people.name")}
          error={isTooLong ? t("people.nameTooLong") : undefined}
          note={t("people.nameNote")}
        >
          <Input
            autoFocus
            value={name}
            placeholder={t("people.namePlaceholder")}
            onChange={(event) => setName(event.target.value)}
            onPressEnter={() => !isTooLong && make.mutate()}
          />
        </Field>
      ) : (
        <Field label={t("people.count")} note={t("people.countNote")}>
          <InputNumber autoFocus className="wide" min={1} max={1000} precision={0} value={count} onChange={setCount} />
        </Field>
      )}
    </Modal>
  );
}
