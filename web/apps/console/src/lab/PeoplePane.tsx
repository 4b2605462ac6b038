/** The people beside the inspector: act as one of them, and see what it sets off. */
import { Avatar } from "@hutong/ui";
import { Button } from "antd";
import { useState } from "react";
import { AddPersonIcon, DoorOpenIcon, MessageIcon, ScanIcon } from "../icons";
import { Paged } from "../shared/Paged";
import { Empty } from "../shared/State";
import { useAct } from "../shared/useAct";
import { useWords } from "../words";
import { ActAs } from "./ActAs";
import type { Deed } from "./ActAs";
import { addPeople, peopleKey, useLabPeople } from "./queries";
import type { LabPerson } from "./types";
import { useOpenAs } from "./useOpenAs";

const crowd = 100;

export function PeoplePane() {
  const { t } = useWords();
  const people = useLabPeople("");
  const [chosen, choose] = useState<string | null>(null);
  const [doing, act] = useState<{ deed: Deed; person: LabPerson } | null>(null);
  const more = useAct({
    run: (count: number) => addPeople({ count }),
    refresh: [peopleKey, ["lab", "state"]],
    done: t("people.made", { count: crowd }),
  });
  const total = people.data?.pages[0]?.total;
  return (
    <section className="box people-pane" aria-label={t("nav.people")}>
      <header className="people-pane__head">
        <h2>
          {t("nav.people")} {total !== undefined && <span className="mute num">{total}</span>}
        </h2>
        <span className="grow" />
        <Button
          type="text"
          size="small"
          aria-label={t("people.add")}
          title={t("people.add")}
          icon={<AddPersonIcon aria-hidden size={20} />}
          loading={more.isPending && more.variables === 1}
          onClick={() => more.mutate(1)}
        />
      </header>
      <div className="people-pane__list">
        <Paged asked={people} items={(page) => page.items} empty={<Empty title={t("people.empty")} />}>
          {(items) => (
            <ul>
              {items.map((person, nth) => (
                <PaneRow
                  key={person.id}
                  person={person}
                  isOpen={chosen === null ? nth === 0 : chosen === person.id}
                  onOpen={() => choose(person.id)}
                  onAct={(deed) => act({ deed, person })}
                />
              ))}
            </ul>
          )}
        </Paged>
      </div>
      <footer className="people-pane__foot">
        <Button block loading={more.isPending && more.variables === crowd} onClick={() => more.mutate(crowd)}>
          {t("people.hundred")}
        </Button>
      </footer>
      {doing !== null && <ActAs {...doing} onClose={() => act(null)} />}
    </section>
  );
}

interface RowProps {
  person: LabPerson;
  isOpen: boolean;
  onOpen: () => void;
  onAct: (deed: Deed) => void;
}

function PaneRow({ person, isOpen, onOpen, onAct }: RowProps) {
  const { t } = useWords();
  const open = useOpenAs();
  return (
    <li className={isOpen ? "people-pane__person people-pane__person--on" : "people-pane__person"}>
      <button type="button" className="people-pane__row" aria-expanded={isOpen} onClick={onOpen}>
        <Avatar shape="person" name={person.name} picture={person.avatar_url} size={34} />
        <span className="person__text">
          <b className="el">{person.name}</b>
          <span className="mute el">{t("people.follows", { count: person.following ?? 0 })}</span>
        </span>
      </button>
      {isOpen && (
        <div className="people-pane__do">
          <Button
            block
            size="small"
            icon={<DoorOpenIcon aria-hidden size={16} />}
            loading={open.isPending}
            onClick={() => open.mutate(person)}
          >
            <span className="el">{t("people.openShort", { name: person.name })}</span>
          </Button>
          <span className="people-pane__pair">
            <Button size="small" icon={<MessageIcon aria-hidden size={16} />} onClick={() => onAct("send")}>
              {t("people.send")}
            </Button>
            <Button size="small" icon={<ScanIcon aria-hidden size={16} />} onClick={() => onAct("scan")}>
              {t("people.scan")}
            </Button>
          </span>
        </div>
      )}
    </li>
  );
}
