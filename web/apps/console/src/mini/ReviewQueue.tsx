/** Submissions that wait for an operator, the longest first, and who looks at them at all. */
import { Chip } from "@hutong/ui";
import { Button } from "antd";
import { useState } from "react";
import { DownloadIcon, ProgramIcon } from "../icons";
import { Moment } from "../shared/Moment";
import { SearchField } from "../shared/SearchField";
import { Answer, Empty } from "../shared/State";
import { useAct } from "../shared/useAct";
import { useConfirm } from "../shared/useConfirm";
import { Box, Page } from "../shell/Page";
import { useWords } from "../words";
import { Objection } from "./Objection";
import { Problems } from "./Problems";
import { ReviewerBox } from "./ReviewerBox";
import { ReviewChip } from "./ReviewChip";
import { decide, queueKey, useQueue } from "./reviewQueries";
import type { Decision, WaitingReview } from "./types";
import "./mini.css";

/** From how many on one wants to search rather than to look. */
const many = 6;

export default function ReviewQueue() {
  const { t } = useWords();
  const queue = useQueue();
  const [sought, setSought] = useState("");
  const wanted = sought.trim().toLowerCase();
  return (
    <Page title={t("nav.reviewQueue")} chips={queue.data && queue.data.items.length > 0 && <Chip tone="warn">{t("queue.waiting", { count: queue.data.items.length })}</Chip>}>
      <div className="stack">
        <ReviewerBox />
        <Answer asked={queue}>
          {({ items }) => {
            const shown = items.filter((one) => [one.name, one.owner_name, one.app_id].some((text) => text.toLowerCase().includes(wanted)));
            if (items.length === 0)
              return (
                <Box>
                  <Empty title={t("queue.empty")} text={t("queue.emptyText")} />
                </Box>
              );
            return (
              <>
                {items.length > many && <SearchField label={t("queue.search")} value={sought} onChange={setSought} />}
                {shown.length === 0 && <Empty title={t("mini.nothingFound")} />}
                <ul className="stack" aria-label={t("nav.reviewQueue")}>
                  {shown.map((one) => (
                    <li key={one.review.review_id}>
                      <Waiting waiting={one} />
                    </li>
                  ))}
                </ul>
              </>
            );
          }}
        </Answer>
      </div>
    </Page>
  );
}

function Waiting({ waiting }: { waiting: WaitingReview }) {
  const { t, language } = useWords();
  const ask = useConfirm();
  const { review, version } = waiting;
  const [said, setSaid] = useState<Exclude<Decision["verdict"], "pass"> | null>(null);
  const pass = useAct({
    run: () => decide(waiting.app_id, review.review_id, { verdict: "pass", reason: "", screenshots: [] }),
    refresh: [queueKey],
    done: t("queue.passed", { name: waiting.name, number: version.number }),
  });
  const categories = waiting.categories.map((one) => (language === "en" ? one.name_en : one.name)).join(" · ");
  return (
    <article className="box">
      <div className="box__head">
        <h2 className="el">
          {waiting.name} <span className="num">{version.number}</span>
        </h2>
        <ReviewChip review={review} />
        <span className="grow" />
        <span className="mute">
          <Moment at={review.asked_at} />
        </span>
      </div>
      <p className="brick">
        {waiting.owner_name} · {t(`owner.${waiting.owner_kind}`)}
        {waiting.owner_licence_number !== null && <> · {waiting.owner_licence_number}</>}
        {categories !== "" && <> · {categories}</>}
      </p>
      {version.description !== "" && <p>{version.description}</p>}
      {review.note !== "" && <p className="banner mini-note">{review.note}</p>}
      <Items waiting={waiting} />
      <Problems problems={version.problems} isFailed={false} />
      <div className="mini-do mini-queue__do">
        <Button size="small" icon={<ProgramIcon aria-hidden size={16} />} href={waiting.url} target="_blank">
          {t("queue.open")}
        </Button>
        <Button size="small" icon={<DownloadIcon aria-hidden size={16} />} href={waiting.source_url} download>
          {t("mini.source")}
        </Button>
        <span className="grow" />
        <Button size="small" onClick={() => setSaid("delay")}>
          {t("queue.delay")}
        </Button>
        <Button size="small" onClick={() => setSaid("refuse")}>
          {t("queue.refuse")}
        </Button>
        <Button
          size="small"
          loading={pass.isPending}
          onClick={() =>
            ask({
              title: t("queue.passTitle", { name: waiting.name, number: version.number }),
              text: t("queue.passText"),
              action: t("queue.pass"),
              run: () => pass.mutateAsync(),
            })
          }
        >
          {t("queue.pass")}
        </Button>
      </div>
      {said !== null && <Objection waiting={waiting} verdict={said} onClose={() => setSaid(null)} />}
    </article>
  );
}

/** The pages that the submission names; without any, all that the version has. */
function Items({ waiting }: { waiting: WaitingReview }) {
  const { t } = useWords();
  const { items } = waiting.review;
  if (items.length === 0) {
    return (
      <p className="paths">
        {waiting.version.pages.map((page) => (
          <code key={page}>{page}</code>
        ))}
      </p>
    );
  }
  return (
    <ul className="rows" aria-label={t("mini.items")}>
      {items.map((item, nth) => (
        <li key={nth} className="row">
          <span className="grow">
            <b>{item.title || item.address}</b>
            <code className="mute">{item.address}</code>
          </span>
          <span className="row__end mute">{item.tag}</span>
        </li>
      ))}
    </ul>
  );
}
