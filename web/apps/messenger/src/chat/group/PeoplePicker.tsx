/** Choosing several people: found by name, shown above as they are chosen. */
import type { Person } from "@hutong/api";
import { EmptyState, ListRow, SkeletonRows } from "@hutong/ui";
import { CheckIcon, CloseIcon, SearchIcon } from "@hutong/ui/icons";
import { useDeferredValue, useState } from "react";
import { useSelf } from "../../app/session";
import { useAnswer } from "../../app/useAnswer";
import { useErrorWords } from "../../app/useErrorWords";
import { useWords } from "../../app/words";
import { PersonAvatar, personName } from "../peer";
import "./group.css";

interface PeoplePickerProps {
  chosen: readonly Person[];
  /** Who is in already, and is not asked twice. */
  without: ReadonlySet<string>;
  onChange: (chosen: Person[]) => void;
}

export function PeoplePicker({ chosen, without, onChange }: PeoplePickerProps) {
  const { t } = useWords();
  const { self, api } = useSelf();
  const wordsFor = useErrorWords();
  const [typed, setTyped] = useState("");
  const q = useDeferredValue(typed.trim());
  const answer = useAnswer(q, () => api.directory(q));
  const people = answer.state === "here" ? answer.value.people.filter(({ id }) => id !== self.id && !without.has(id)) : [];
  const isChosen = (person: Person) => chosen.some(({ id }) => id === person.id);
  const toggle = (person: Person) => onChange(isChosen(person) ? chosen.filter(({ id }) => id !== person.id) : [...chosen, person]);

  return (
    <section className="picker">
      {chosen.length > 0 && (
        <ul className="picker-chosen" aria-label={t("group.chosen")}>
          {chosen.map((person) => (
            <li key={person.id}>
              <button type="button" onClick={() => toggle(person)} aria-label={t("composer.remove", { name: personName(person) })}>
                <PersonAvatar person={person} size={28} />
                <span dir="auto">{personName(person)}</span>
                <CloseIcon weight="bold" aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <label className="search">
        <SearchIcon aria-hidden="true" />
        <input type="search" value={typed} placeholder={t("directory.search.people")} aria-label={t("directory.search.people")} onChange={(event) => setTyped(event.target.value)} />
      </label>
      {answer.state === "waiting" && <SkeletonRows label={t("app.loading")} rows={4} />}
      {answer.state === "failed" && <EmptyState small title={wordsFor(answer.error)} />}
      {answer.state === "here" && people.length === 0 && <EmptyState small title={q ? t("directory.nothing", { q }) : t("group.nobodyElse")} />}
      <ul className="picker-people" aria-label={t("nav.people")}>
        {people.map((person) => (
          <li key={person.id}>
            <button type="button" role="checkbox" aria-checked={isChosen(person)} className="row" onClick={() => toggle(person)}>
              <ListRow
                lead={<PersonAvatar person={person} size={48} />}
                title={<span dir="auto">{personName(person)}</span>}
                end={<span className="picker-tick">{isChosen(person) && <CheckIcon weight="bold" aria-hidden="true" />}</span>}
              />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
