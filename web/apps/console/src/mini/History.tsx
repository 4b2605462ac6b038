/** What was submitted and what became of it, and what was released when. */
import { Chip } from "@hutong/ui";
import { Moment } from "../shared/Moment";
import { Answer, Empty } from "../shared/State";
import { Box } from "../shell/Page";
import { useWords } from "../words";
import { useReleases, useReviews } from "./queries";
import { ReviewChip } from "./ReviewChip";
import { Screenshots } from "./Screenshots";
import type { Program } from "./types";

export function History({ program }: { program: Program }) {
  const { t } = useWords();
  const reviews = useReviews(program.app_id);
  const releases = useReleases(program.app_id);
  return (
    <div className="mini-history">
      <Box title={t("mini.reviews")}>
        <Answer asked={reviews}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t("mini.noReviews")} />
            ) : (
              <ul className="rows">
                {items.map((review) => (
                  <li key={review.review_id} className="row">
                    <div className="grow">
                      <div className="inline mini-wrap">
                        <ReviewChip review={review} />
                        <span className="mute">
                          <Moment at={review.decided_at ?? review.asked_at} />
                        </span>
                      </div>
                      {review.note !== "" && <p className="brick">{review.note}</p>}
                      {review.reason !== "" && <p className="mini-reason">{review.reason}</p>}
                      <Screenshots pictures={review.screenshots} />
                    </div>
                  </li>
                ))}
              </ul>
            )
          }
        </Answer>
      </Box>
      <Box title={t("mini.releases")}>
        <Answer asked={releases}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t("mini.noReleases")} />
            ) : (
              <ul className="rows">
                {items.map((one, nth) => (
                  <li key={nth} className="row">
                    <div className="grow">
                      <b className="num">{one.version.number}</b>
                      <span className="mute">{one.version.description}</span>
                    </div>
                    <span className="row__end">
                      {one.how === "rollback" && <Chip tone="warn">{t("mini.rollback")}</Chip>}
                      <Moment at={one.released_at} />
                    </span>
                  </li>
                ))}
              </ul>
            )
          }
        </Answer>
      </Box>
    </div>
  );
}
