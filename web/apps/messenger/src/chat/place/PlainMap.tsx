import { PlaceIcon } from "@hutong/ui/icons";
import { useMemo } from "react";
import { blocksAround, type Spot } from "@hutong/ui/map";

/** Drawn here, asked of nobody. */
export function PlainMap({ spot, width, height }: { spot: Spot; width: number; height: number }) {
  const blocks = useMemo(() => blocksAround(spot, width, height), [spot, width, height]);
  return (
    <span className="place-map" style={{ height }}>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="xMidYMid slice" aria-hidden="true">
        <rect className="map-ground" width={width} height={height} />
        {blocks.map(({ isWater, ...box }, index) => (
          <rect key={index} className={isWater ? "map-water" : "map-block"} {...box} />
        ))}
      </svg>
      <PlaceIcon weight="fill" aria-hidden="true" />
    </span>
  );
}
