/** A group: what it is called, who is in it, and the ways in and out. */
import type { Conversation, GroupPeer, Person } from "@hutong/api";
import { Button, EmptyState, Field, ListRow, Sheet, SkeletonRows } from "@hutong/ui";
import { ForwardIcon, MessageIcon, PlusIcon, SignOutIcon } from "@hutong/ui/icons";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import { useDeviceState, useSelf } from "../../app/session";
import { useSay } from "../../app/toasts";
import { useErrorWords } from "../../app/useErrorWords";
import { useWords } from "../../app/words";
import { PageHeader } from "../../shell/PageHeader";
import { PeerAvatar, peerName, PersonAvatar, personName } from "../peer";
import { TITLE_LIMIT } from "./NewGroup";
import { PeoplePicker } from "./PeoplePicker";
import "../../people/pages.css";

export default function GroupPage({ id }: { id: string }) {
  const { t } = useWords();
  const state = useDeviceState();
  const conversation = state.threads.get(id)?.conversation;
  if (!conversation && !state.loaded) return <SkeletonRows label={t("app.loading")} />;
  if (conversation?.peer.kind !== "group") {
    return (
      <article className="page">
        <PageHeader title={t("group.title")} />
        <EmptyState title={t("thread.missing")}>{t("thread.missingHelp")}</EmptyState>
      </article>
    );
  }
  return <KnownGroup conversation={conversation} peer={conversation.peer} />;
}

function KnownGroup({ conversation, peer }: { conversation: Conversation; peer: GroupPeer }) {
  const { t } = useWords();
  const { self, api, device } = useSelf();
  const [, go] = useLocation();
  const say = useSay();
  const wordsFor = useErrorWords();
  const [isAdding, setAdding] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  const { id, can_write: isMember } = conversation;
  const people: Person[] = isMember ? [self, ...peer.people] : peer.people;

  const change = async (asking: Promise<Conversation>) => {
    try {
      device.adopt(await asking);
    } catch (error) {
      say(wordsFor(error));
    }
  };
  return (
    <article className="page">
      <PageHeader title={t("group.title")} back={`/c/${id}`} />
      <div className="page-body">
        <div className="identity">
          <PeerAvatar peer={peer} size={76} />
          <div>
            <h2 className="group-name" dir="auto">
              {peerName(peer)}
            </h2>
            <p className="identity-note">{t("group.count", { count: people.length })}</p>
          </div>
        </div>
        <Button look="door" icon={MessageIcon} onClick={() => go(`/c/${id}`)} wide>
          {t("group.open")}
        </Button>
        {isMember && <Title key={peer.title} title={peer.title ?? ""} onSave={(title) => change(api.renameGroup(id, title))} />}
        <h2 className="page-section">{t("group.people")}</h2>
        <ul className="card-rows" aria-label={t("group.people")}>
          {isMember && (
            <li>
              <button type="button" className="row" onClick={() => setAdding(true)}>
                <ListRow lead={<PlusIcon className="row-icon" aria-hidden="true" />} title={<span>{t("group.add")}</span>} />
              </button>
            </li>
          )}
          {people.map((person) => (
            <li key={person.id}>
              <Link href={person.id === self.id ? "/me" : `/p/${person.link_code}`} className="row">
                <ListRow
                  lead={<PersonAvatar person={person} size={40} />}
                  title={<span dir="auto">{personName(person)}</span>}
                  aside={person.id === self.id ? t("group.you") : null}
                  end={<ForwardIcon className="row-mark" aria-hidden="true" />}
                />
              </Link>
            </li>
          ))}
        </ul>
        {isMember && (
          <Button look="danger" icon={SignOutIcon} onClick={() => setLeaving(true)} wide>
            {t("group.leave")}
          </Button>
        )}
      </div>
      {isAdding && <AddSheet without={new Set(people.map((person) => person.id))} onClose={() => setAdding(false)} onAdd={(ids) => change(api.bringToGroup(id, ids))} />}
      {isLeaving && (
        <Sheet title={t("group.leaveTitle", { name: peerName(peer) })} closeLabel={t("app.close")} onClose={() => setLeaving(false)}>
          <p>{t("group.leaveHelp")}</p>
          <Button
            look="danger"
            wide
            onClick={() => {
              setLeaving(false);
              void change(api.leaveGroup(id));
            }}
          >
            {t("group.leave")}
          </Button>
        </Sheet>
      )}
    </article>
  );
}

function Title({ title, onSave }: { title: string; onSave: (title: string) => Promise<void> }) {
  const { t } = useWords();
  const [typed, setTyped] = useState(title);
  const [isBusy, setBusy] = useState(false);
  const isChanged = typed.trim() !== title;
  return (
    <form
      className="form group-title"
      onSubmit={(event) => {
        event.preventDefault();
        setBusy(true);
        void onSave(typed.trim()).finally(() => setBusy(false));
      }}
    >
      <Field label={t("group.name")} value={typed} maxLength={TITLE_LIMIT} placeholder={t("group.noName")} onChange={(event) => setTyped(event.target.value)} />
      {isChanged && (
        <Button type="submit" busy={isBusy}>
          {t("group.rename")}
        </Button>
      )}
    </form>
  );
}

function AddSheet({ without, onAdd, onClose }: { without: ReadonlySet<string>; onAdd: (ids: string[]) => Promise<void>; onClose: () => void }) {
  const { t } = useWords();
  const [chosen, setChosen] = useState<Person[]>([]);
  const [isBusy, setBusy] = useState(false);
  const add = async () => {
    setBusy(true);
    await onAdd(chosen.map(({ id }) => id));
    onClose();
  };
  return (
    <Sheet title={t("group.add")} closeLabel={t("app.close")} onClose={onClose}>
      <PeoplePicker chosen={chosen} without={without} onChange={setChosen} />
      <Button look="door" busy={isBusy} disabled={chosen.length === 0} onClick={() => void add()} wide>
        {t("group.addCount", { count: chosen.length })}
      </Button>
    </Sheet>
  );
}
