import { useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { useWords } from "../../app/words";
import { moved, type Spot } from "@hutong/ui/map";
import { PlainMap } from "./PlainMap";

const STEP_PX = 20;
const WIDTH = 408;
const HEIGHT = 208;

/** The pin stays, the streets move: drag, or press the arrows. */
export function PlacePicker({ spot, onMove }: { spot: Spot; onMove: (spot: Spot) => void }) {
  const { t } = useWords();
  const from = useRef<{ x: number; y: number; spot: Spot } | null>(null);
  const [isDragged, setDragged] = useState(false);
  const drag = (event: PointerEvent) => {
    const start = from.current;
    if (start) onMove(moved(start.spot, start.x - event.clientX, start.y - event.clientY));
  };
  const end = () => {
    from.current = null;
    setDragged(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!step) return;
    event.preventDefault();
    onMove(moved(spot, (step[0] ?? 0) * STEP_PX, (step[1] ?? 0) * STEP_PX));
  };
  return (
    <div
      className={isDragged ? "place-picker place-dragged" : "place-picker"}
      role="application"
      tabIndex={0}
      aria-label={t("place.map", { where: `${spot.latitude.toFixed(4)}, ${spot.longitude.toFixed(4)}` })}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { x: event.clientX, y: event.clientY, spot };
        setDragged(true);
      }}
      onPointerMove={drag}
      onPointerUp={end}
      onPointerCancel={end}
    >
      <PlainMap spot={spot} width={WIDTH} height={HEIGHT} />
    </div>
  );
}
