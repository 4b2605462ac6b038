/** Who writes: since when they follow and how they came, under which tags, and what happened so far. */
import { Avatar, Chip } from "@hutong/ui";
import { Select } from "antd";
import { useState } from "react";
import { appKey } from "../apps/queries";
import { BlockIcon } from "../icons";
import { RemarkDialog, WindowChip } from "../official/Followers";
import { Fact } from "../shared/Copy";
import { Moment } from "../shared/Moment";
import { Answer } from "../shared/State";
import { useAct } from "../shared/useAct";
import { useWords } from "../words";
import { setTags, useFollowerCard, useTags } from "./queries";
import type { FollowerCard, Happening } from "./types";
import "./inbox.css";

export function FollowerPane({ appId, openid }: { appId: string; openid: string }) {
  return <Answer asked={useFollowerCard(appId, openid)}>{(card) => <Card appId={appId} card={card} />}</Answer>;
}

function Card({ appId, card }: { appId: string; card: FollowerCard }) {
  const { t } = useWords();
  const [isRenaming, setRenaming] = useState(false);
  const { person, remark } = card;
  return (
    <div className="follower">
      <div className="follower__who">
        <Avatar shape="person" name={person.name} picture={person.avatar_url} size={64} />
        <b className="follower__name">{remark === "" ? person.name : remark}</b>
        {remark !== "" && <span className="mute">{person.name}</span>}
        <span className="follower__chips">
          {card.blocked && (
            <Chip tone="bad" icon={BlockIcon}>
              {t("followers.blocked")}
            </Chip>
          )}
          {!card.following && <Chip>{t("inbox.left")}</Chip>}
          <WindowChip until={card.conversation_window_until} />
        </span>
      </div>
      <Tags appId={appId} card={card} />
      <dl className="facts facts--stacked">
        <Fact
          label={t("followers.remark")}
          actions={
            <button type="button" className="text-link" onClick={() => setRenaming(true)}>
              {t("inbox.change")}
            </button>
          }
        >
          {remark === "" ? <span className="mute">{t("fact.none")}</span> : remark}
        </Fact>
        <Fact label={t("followers.since")}>
          <Moment at={card.followed_at} />
        </Fact>
        <Fact label={t("inbox.cameBy")}>
          <Way how={card.how} scene={card.scene} />
        </Fact>
        <Fact label={t("inbox.said")}>{t("inbox.saidCounts", { written: card.written, answered: card.answered })}</Fact>
        <Fact label={t("inbox.reads")}>{t(`inbox.language.${card.language === "en" ? "en" : "zh"}`)}</Fact>
        <Fact label="openid" copy={card.openid}>
          <code className="openid el">{card.openid}</code>
        </Fact>
      </dl>
      <History items={card.history} />
      {isRenaming && <RemarkDialog appId={appId} follower={card} onClose={() => setRenaming(false)} />}
    </div>
  );
}

function Tags({ appId, card }: { appId: string; card: FollowerCard }) {
  const { t } = useWords();
  const all = useTags(appId).data?.items ?? card.tags;
  const change = useAct({
    run: (tagIds: number[]) => setTags(appId, card.openid, tagIds),
    refresh: [appKey(appId, "followers", "card", card.openid), appKey(appId, "tags")],
  });
  return (
    <div className="field-box">
      <label htmlFor="follower-tags">{t("inbox.tags")}</label>
      <Select
        id="follower-tags"
        mode="multiple"
        disabled={!card.following}
        loading={change.isPending}
        value={card.tags.map((tag) => tag.id)}
        options={all.map((tag) => ({ value: tag.id, label: tag.name }))}
        optionFilterProp="label"
        placeholder={t("inbox.noTags")}
        notFoundContent={t("inbox.noTags")}
        onChange={(tagIds) => change.mutate(tagIds)}
      />
    </div>
  );
}

export function Way({ how, scene }: { how: string; scene: string }) {
  const { t, has } = useWords();
  const word = has(`scene.${how}`) ? t(`scene.${how}`) : how;
  return (
    <>
      {word}
      {scene !== "" && <span className="mute"> · {scene}</span>}
    </>
  );
}

function History({ items }: { items: Happening[] }) {
  const { t } = useWords();
  return (
    <section>
      <h2 className="follower__part">{t("inbox.history")}</h2>
      <ol className="follower__history">
        {items.map((one) => (
          <li key={one.kind + one.at + one.scene}>
            <span className="grow">
              {t(`inbox.happened.${one.kind}`)}
              {one.scene !== "" && <span className="mute"> · {one.scene}</span>}
            </span>
            <Moment at={one.at} />
          </li>
        ))}
      </ol>
    </section>
  );
}
