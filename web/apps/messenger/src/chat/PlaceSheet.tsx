import type { Place } from "@hutong/api";
import { Button, Field, Sheet } from "@hutong/ui";
import { PlaceIcon } from "@hutong/ui/icons";
import { useState, type FormEvent } from "react";
import { useWords } from "../app/words";

const SCALE = 15;

/** A place to send: where this device is, or typed. */
export function PlaceSheet({ onPlace, onClose }: { onPlace: (place: Place) => void; onClose: () => void }) {
  const { t } = useWords();
  const [label, setLabel] = useState("");
  const [latitude, setLatitude] = useState("");
  const [longitude, setLongitude] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);

  const locate = () => {
    setAsking(true);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setAsking(false);
        setProblem(null);
        setLatitude(coords.latitude.toFixed(6));
        setLongitude(coords.longitude.toFixed(6));
      },
      () => {
        setAsking(false);
        setProblem(t("place.denied"));
      },
      { timeout: 10_000 },
    );
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const place = { latitude: Number(latitude), longitude: Number(longitude), scale: SCALE, label: label.trim() };
    const isOnEarth = latitude !== "" && longitude !== "" && Math.abs(place.latitude) <= 90 && Math.abs(place.longitude) <= 180;
    if (isOnEarth) onPlace(place);
    else setProblem(t("place.notOnEarth"));
  };

  return (
    <Sheet title={t("place.title")} closeLabel={t("app.close")} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <Button icon={PlaceIcon} busy={isAsking} onClick={locate} wide>
          {t("place.mine")}
        </Button>
        <Field label={t("place.label")} value={label} maxLength={120} onChange={(event) => setLabel(event.target.value)} />
        <div className="form-pair">
          <Field label={t("place.latitude")} inputMode="decimal" value={latitude} onChange={(event) => setLatitude(event.target.value)} />
          <Field label={t("place.longitude")} inputMode="decimal" value={longitude} onChange={(event) => setLongitude(event.target.value)} />
        </div>
        {problem && (
          <p className="field-error" role="alert">
            {problem}
          </p>
        )}
        <Button look="door" type="submit" wide>
          {t("place.send")}
        </Button>
      </form>
    </Sheet>
  );
}
