import { useWords } from "../words";
import { distance } from "./distance";
import type { Audience, Tag } from "./types";

/** Whom a broadcast is for, in words. */
export function useAudienceWords(tags: readonly Tag[]): (audience: Audience) => string {
  const { t } = useWords();
  return ({ tag_id, language, scene, active_within_days, area, openids_count }) => {
    const parts = [
      tag_id === null ? null : (tags.find(({ id }) => id === tag_id)?.name ?? t("broadcasts.formerTag")),
      language === null ? null : t(`broadcasts.language.${language}`),
      scene === null ? null : t("broadcasts.sceneIs", { scene }),
      active_within_days === null ? null : t("broadcasts.activeIn", { count: active_within_days }),
      area === null ? null : t("broadcasts.areaIs", { distance: distance(area.radius_m) }),
      openids_count === null || openids_count === undefined ? null : t("broadcasts.listOf", { count: openids_count }),
    ].filter((part) => part !== null);
    return parts.length === 0 ? t("broadcasts.everybody") : parts.join(" · ");
  };
}
