import type { Place } from "@hutong/api";
import { Button, Field, Sheet } from "@hutong/ui";
import { PlaceIcon } from "@hutong/ui/icons";
import { useState, type FormEvent } from "react";
import { useWords } from "../app/words";
import { isOnEarth, type Spot } from "@hutong/ui/map";
import { PlacePicker } from "./place/PlacePicker";

const SCALE = 15;
const LAST = "hutong.place";
/** The Drum Tower, until this browser knows better. */
const FIRST: Spot = { latitude: 39.94076, longitude: 116.38964 };

interface PlaceSheetProps {
  onPlace: (place: Place) => void;
  onClose: () => void;
  /** Where the map begins, when whoever asks knows better than this browser. */
  around?: Spot | null;
  /** What it is called, and what taking a place is, where it is not sent. */
  title?: string;
  action?: string;
}

/** A place to send: where this device is, picked on the map, or typed. */
export function PlaceSheet({ onPlace, onClose, around, title, action }: PlaceSheetProps) {
  const { t } = useWords();
  const [label, setLabel] = useState("");
  const [spot, setSpot] = useState<Spot>(() => (around && isOnEarth(around) ? around : lastSpot()));
  const [typed, setTyped] = useState<{ latitude: string; longitude: string } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);

  const go = (next: Spot) => {
    setSpot(next);
    setTyped(null);
    setProblem(null);
  };
  const locate = () => {
    setAsking(true);
    const end = (problem: string | null) => {
      setAsking(false);
      setProblem(problem);
    };
    if (!("geolocation" in navigator)) return end(t("place.denied"));
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        go({ latitude: Number(coords.latitude.toFixed(6)), longitude: Number(coords.longitude.toFixed(6)) });
        end(null);
      },
      () => end(t("place.denied")),
      { timeout: 10_000 },
    );
  };
  const type = (change: Partial<{ latitude: string; longitude: string }>) => {
    const next = { latitude: String(spot.latitude), longitude: String(spot.longitude), ...typed, ...change };
    const there = { latitude: numberOf(next.latitude), longitude: numberOf(next.longitude) };
    setTyped(next);
    if (isOnEarth(there)) {
      setSpot(there);
      setProblem(null);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = typed ? { latitude: numberOf(typed.latitude), longitude: numberOf(typed.longitude) } : spot;
    if (!isOnEarth(wanted)) return setProblem(t("place.notOnEarth"));
    localStorage.setItem(LAST, JSON.stringify(wanted));
    onPlace({ ...wanted, scale: SCALE, label: label.trim() });
  };

  return (
    <Sheet title={title ?? t("place.title")} closeLabel={t("app.close")} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <PlacePicker spot={spot} onMove={go} />
        <Button icon={PlaceIcon} busy={isAsking} onClick={locate} wide>
          {t("place.mine")}
        </Button>
        <Field label={t("place.label")} value={label} maxLength={120} onChange={(event) => setLabel(event.target.value)} />
        <div className="form-pair">
          <Field label={t("place.latitude")} inputMode="decimal" value={typed?.latitude ?? String(spot.latitude)} onChange={(event) => type({ latitude: event.target.value })} />
          <Field label={t("place.longitude")} inputMode="decimal" value={typed?.longitude ?? String(spot.longitude)} onChange={(event) => type({ longitude: event.target.value })} />
        </div>
        {problem && (
          <p className="field-error" role="alert">
            {problem}
          </p>
        )}
        <Button look="door" type="submit" wide>
          {action ?? t("place.send")}
        </Button>
      </form>
    </Sheet>
  );
}

const numberOf = (text: string): number => (text.trim() === "" ? NaN : Number(text));

function lastSpot(): Spot {
  try {
    const kept = JSON.parse(localStorage.getItem(LAST) ?? "null") as Spot | null;
    return kept && isOnEarth(kept) ? kept : FIRST;
  } catch {
    return FIRST;
  }
}
