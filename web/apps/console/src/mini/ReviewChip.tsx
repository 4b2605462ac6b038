import { Chip } from "@hutong/ui";
import { useWords } from "../words";
import type { Review } from "./types";

const tones = { waiting: "warn", delayed: "warn", passed: "ok", refused: "bad", withdrawn: "plain" } as const;

export function ReviewChip({ review }: { review: Review }) {
  const { t } = useWords();
  return <Chip tone={tones[review.state]}>{t(`mini.review.${review.state}`, { number: review.number })}</Chip>;
}
