import type { Body } from "@hutong/api";
import { useMemo } from "react";
import { useWords } from "../../app/words";
import { PlainMap } from "../place/PlainMap";

/** A place: streets that stand for any streets, a pin, and the words. No map service is asked. */
export function PlaceCard({ body }: { body: Extract<Body, { kind: "location" }> }) {
  const { t } = useWords();
  const { latitude, longitude, label, name } = body;
  const spot = useMemo(() => ({ latitude, longitude }), [latitude, longitude]);
  const where = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  return (
    <div className="place-card">
      <PlainMap spot={spot} width={264} height={88} />
      <p className="card-text">
        <b>{name || label || t("preview.location")}</b>
        <span className="num">{name && label ? label : where}</span>
      </p>
    </div>
  );
}
