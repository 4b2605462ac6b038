import type { Person } from "@hutong/api";
import { Button, Field } from "@hutong/ui";
import { useState } from "react";
import { useLocation } from "wouter";
import { useSelf } from "../../app/session";
import { useSay } from "../../app/toasts";
import { useErrorWords } from "../../app/useErrorWords";
import { useWords } from "../../app/words";
import { PageHeader } from "../../shell/PageHeader";
import { PeoplePicker } from "./PeoplePicker";
import "../../people/pages.css";

const NOBODY: ReadonlySet<string> = new Set();
export const TITLE_LIMIT = 60;
const LEAST_OTHERS = 2;

/** Whoever was looked at when one wished for a group is in it from the start. */
function askedFor(): Person[] {
  const { person } = (history.state ?? {}) as { person?: Person };
  return person ? [person] : [];
}

/** A chat of several: who, and what it is called if it is to be called anything. With one other it is the chat one has with them. */
export default function NewGroup() {
  const { t } = useWords();
  const { api, device } = useSelf();
  const [, go] = useLocation();
  const say = useSay();
  const wordsFor = useErrorWords();
  const [chosen, setChosen] = useState<Person[]>(askedFor);
  const [title, setTitle] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [first] = chosen;
  const isGroup = chosen.length >= LEAST_OTHERS;

  const start = async () => {
    if (!first) return;
    setBusy(true);
    try {
      const ids = chosen.map(({ id }) => id);
      const conversation = await (isGroup ? api.startGroup(ids, title.trim()) : api.openConversation({ person_id: first.id }));
      device.adopt(conversation);
      go(`/c/${conversation.id}`, { replace: true });
    } catch (error) {
      say(wordsFor(error));
      setBusy(false);
    }
  };
  return (
    <article className="page">
      <PageHeader title={t("group.start")} />
      <div className="page-body">
        {isGroup && <Field label={t("group.name")} help={t("group.nameHelp")} value={title} maxLength={TITLE_LIMIT} onChange={(event) => setTitle(event.target.value)} />}
        <PeoplePicker chosen={chosen} without={NOBODY} onChange={setChosen} />
        <div className="picker-door">
          <Button look="door" busy={isBusy} disabled={chosen.length === 0} onClick={() => void start()} wide>
            {isGroup ? t("group.startWith", { count: chosen.length }) : first ? t("person.write", { name: first.name }) : t("group.choose")}
          </Button>
        </div>
      </div>
    </article>
  );
}
