/** A circle on a map without a map service: of those who share their place, the ones inside it. */
import { blocksAround, isOnEarth, moved, type Spot } from "@hutong/ui/map";
import { InputNumber, Select, Switch } from "antd";
import { useMemo, useRef, type KeyboardEvent, type PointerEvent } from "react";
import { Field } from "../shared/Field";
import { useWords } from "../words";
import { distance } from "./distance";
import type { Area } from "./types";

const RADII = [500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000];
const WIDTH = 480;
const HEIGHT = 220;
/** The circle's radius in the picture, whatever it stands for. */
const CIRCLE = 72;
const STEP_PX = 20;
/** The Drum Tower, until the owner says otherwise. */
const FIRST: Area = { latitude: 39.94076, longitude: 116.38964, radius_m: 2_000 };

export function AreaField({ area, onChange }: { area: Area | null; onChange: (area: Area | null) => void }) {
  const { t } = useWords();
  return (
    <div className="broadcast-area">
      <label className="broadcast-area__switch">
        <Switch size="small" checked={area !== null} onChange={(on) => onChange(on ? FIRST : null)} /> {t("broadcasts.area")}
      </label>
      {area && (
        <>
          <Circle area={area} onMove={(spot) => onChange({ ...area, ...spot })} />
          <div className="broadcast-area__numbers">
            <Field label={t("broadcasts.areaRadius")}>
              <Select value={area.radius_m} onChange={(radius_m) => onChange({ ...area, radius_m })} options={RADII.map((value) => ({ value, label: distance(value) }))} />
            </Field>
            {(["latitude", "longitude"] as const).map((side) => (
              <Field key={side} label={t(`broadcasts.${side}`)}>
                <InputNumber
                  value={area[side]}
                  step={0.01}
                  onChange={(degrees) => {
                    const next = { ...area, [side]: degrees ?? Number.NaN };
                    if (isOnEarth(next)) onChange(next);
                  }}
                />
              </Field>
            ))}
          </div>
          <p className="mute">{t("broadcasts.areaHelp")}</p>
        </>
      )}
    </div>
  );
}

/** The circle stays, the streets move: drag, or press the arrows. */
function Circle({ area, onMove }: { area: Area; onMove: (spot: Spot) => void }) {
  const { t } = useWords();
  const from = useRef<{ x: number; y: number; spot: Spot; scale: number } | null>(null);
  const scale = area.radius_m / CIRCLE;
  const blocks = useMemo(() => blocksAround(area, WIDTH, HEIGHT, scale), [area, scale]);
  const drag = ({ clientX, clientY }: PointerEvent) => {
    const start = from.current;
    if (start) onMove(moved(start.spot, start.x - clientX, start.y - clientY, start.scale));
  };
  const end = () => {
    from.current = null;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!step) return;
    event.preventDefault();
    onMove(moved(area, (step[0] ?? 0) * STEP_PX, (step[1] ?? 0) * STEP_PX, scale));
  };
  return (
    <svg
      className="area-map"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="xMidYMid slice"
      role="application"
      tabIndex={0}
      aria-label={t("broadcasts.areaMap", { where: `${area.latitude.toFixed(4)}, ${area.longitude.toFixed(4)}`, distance: distance(area.radius_m) })}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { x: event.clientX, y: event.clientY, spot: area, scale };
      }}
      onPointerMove={drag}
      onPointerUp={end}
      onPointerCancel={end}
    >
      {blocks.map(({ isWater, ...box }, index) => (
        <rect key={index} className={isWater ? "area-map__water" : "area-map__block"} {...box} />
      ))}
      <circle className="area-map__circle" cx={WIDTH / 2} cy={HEIGHT / 2} r={CIRCLE} />
      <circle className="area-map__middle" cx={WIDTH / 2} cy={HEIGHT / 2} r={5} />
    </svg>
  );
}
