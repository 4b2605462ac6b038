/** What people have, what testers have, and what waits: the three places a version can be at. */
import { Chip } from "@hutong/ui";
import { Button, Progress } from "antd";
import { useState } from "react";
import type { ReactNode } from "react";
import { Moment } from "../shared/Moment";
import { useAct } from "../shared/useAct";
import { useConfirm } from "../shared/useConfirm";
import { useWords } from "../words";
import { GreyDialog } from "./GreyDialog";
import { isReadyToRelease } from "./progress";
import { endGrey, hurry, isUndecided, miniKey, release, useVersions, withdraw } from "./queries";
import { ReviewChip } from "./ReviewChip";
import { Screenshots } from "./Screenshots";
import { TrialCode } from "./TrialCode";
import type { Program, Review } from "./types";

export function Standing({ program }: { program: Program }) {
  const { t } = useWords();
  return (
    <div className="mini-standing">
      <Place title={t("mini.kind.release")} number={program.release?.number} text={program.release?.description} none={t("mini.noRelease")}>
        {!program.is_open && <Chip tone="bad">{t("mini.closed")}</Chip>}
        {program.grey !== null && <GreyLine program={program} />}
      </Place>
      <Place title={t("mini.kind.trial")} number={program.trial?.number} text={program.trial?.description} none={t("mini.noTrial")}>
        {program.trial !== null && <TrialCode program={program} />}
      </Place>
      <Place title={t("mini.reviewTitle")} number={program.review?.number} none={t("mini.noReview")}>
        {program.review !== null && <ReviewLine program={program} review={program.review} />}
        <span className="note">{t("mini.reviewsLeft", { count: program.reviews_left })}</span>
      </Place>
    </div>
  );
}

interface PlaceProps {
  title: string;
  number: string | undefined;
  text?: string | undefined;
  none: string;
  children?: ReactNode;
}

function Place({ title, number, text, none, children }: PlaceProps) {
  return (
    <section className="box mini-place">
      <h2 className="brick">{title}</h2>
      {number === undefined ? <p className="mute">{none}</p> : <b className="num mini-place__number el">{number}</b>}
      {text !== undefined && text !== "" && <p className="brick mini-place__text">{text}</p>}
      {children}
    </section>
  );
}

/** A version that only a share of people gets yet. */
function GreyLine({ program }: { program: Program }) {
  const { t } = useWords();
  const ask = useConfirm();
  const [isGrowing, setGrowing] = useState(false);
  const versions = useVersions(program.app_id).data?.items ?? [];
  const end = useAct({ run: () => endGrey(program.app_id), refresh: [miniKey(program.app_id)], done: t("mini.greyEnded") });
  const { grey } = program;
  if (grey === null) return null;
  const number = versions.find((one) => one.version_id === grey.version_id)?.number ?? "";
  return (
    <div className="mini-grey">
      <span>{t("mini.greyRuns", { number, percent: grey.percent })}</span>
      <Progress percent={grey.percent} size="small" showInfo={false} aria-label={t("mini.greyRuns", { number, percent: grey.percent })} />
      {program.duties.includes("settings") && (
        <span className="mini-do">
          <Button size="small" onClick={() => setGrowing(true)}>
            {t("mini.greyMore")}
          </Button>
          <Button
            size="small"
            loading={end.isPending}
            onClick={() => ask({ title: t("mini.greyEndTitle"), text: t("mini.greyEndText"), action: t("mini.greyEnd"), run: () => end.mutateAsync() })}
          >
            {t("mini.greyEnd")}
          </Button>
        </span>
      )}
      {isGrowing && <GreyDialog program={program} number={number} onClose={() => setGrowing(false)} />}
    </div>
  );
}

function ReviewLine({ program, review }: { program: Program; review: Review }) {
  const { t } = useWords();
  return (
    <>
      <span className="inline mini-wrap">
        <ReviewChip review={review} />
        <span className="mute">
          {review.decided_at !== null ? <Moment at={review.decided_at} /> : <Moment at={review.asked_at} />}
        </span>
      </span>
      {isUndecided(review) && (
        <span className="note">
          {review.due_at === null ? (
            t("mini.reviewByPeople")
          ) : (
            <>
              {t("mini.reviewDue")} <Moment at={review.due_at} />
            </>
          )}
        </span>
      )}
      {review.reason !== "" && <p className="mini-reason">{review.reason}</p>}
      <Screenshots pictures={review.screenshots} />
      {program.duties.includes("settings") && <ReviewActs program={program} review={review} />}
    </>
  );
}

function ReviewActs({ program, review }: { program: Program; review: Review }) {
  const { t } = useWords();
  const ask = useConfirm();
  const [isSharing, setSharing] = useState(false);
  const { app_id } = program;
  const refresh = [miniKey(app_id)];
  const back = useAct({ run: () => withdraw(app_id), refresh, done: t("mini.withdrawn") });
  const sooner = useAct({ run: () => hurry(app_id, review.review_id), refresh, done: t("mini.hurried") });
  const out = useAct({ run: () => release(app_id), refresh, done: t("mini.released", { number: review.number }) });
  if (isUndecided(review)) {
    return (
      <span className="mini-do">
        <Button
          size="small"
          loading={back.isPending}
          onClick={() =>
            ask({ title: t("mini.withdrawTitle", { number: review.number }), text: t("mini.withdrawText"), action: t("mini.withdraw"), run: () => back.mutateAsync() })
          }
        >
          {t("mini.withdraw")}
        </Button>
        <Button
          size="small"
          loading={sooner.isPending}
          onClick={() => ask({ title: t("mini.hurryTitle"), text: t("mini.hurryText"), action: t("mini.hurry"), run: () => sooner.mutateAsync() })}
        >
          {t("mini.hurry")}
        </Button>
      </span>
    );
  }
  if (!isReadyToRelease(program) || program.grey !== null) return null;
  const confirmed = () =>
    ask({
      title: t("mini.releaseTitle", { number: review.number }),
      text: t(program.release === null ? "mini.releaseFirst" : "mini.releaseText"),
      action: t("mini.release", { number: review.number }),
      run: () => out.mutateAsync(),
    });
  return (
    <span className="mini-do">
      <Button type="primary" loading={out.isPending} onClick={confirmed}>
        {t("mini.release", { number: review.number })}
      </Button>
      {program.release !== null && <Button onClick={() => setSharing(true)}>{t("mini.grey")}</Button>}
      {isSharing && <GreyDialog program={program} number={review.number} onClose={() => setSharing(false)} />}
    </span>
  );
}
