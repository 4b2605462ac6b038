/** A map without a map service: streets that stand for any streets, the same ones for the same place. */

const METRES_PER_DEGREE = 111_320;
/** How many metres one pixel of our plain map stands for. */
export const METRES_PER_PX = 2.4;
const CELL_PX = 76;

export interface Spot {
  latitude: number;
  longitude: number;
}

/** The spot so many pixels to the right and down from another; it never leaves the earth. */
export function moved(spot: Spot, right: number, down: number, metresPerPx = METRES_PER_PX): Spot {
  const latitude = Math.max(-85, Math.min(85, spot.latitude - (down * metresPerPx) / METRES_PER_DEGREE));
  const narrow = Math.max(0.05, Math.cos((latitude * Math.PI) / 180));
  const longitude = spot.longitude + (right * metresPerPx) / (METRES_PER_DEGREE * narrow);
  return { latitude: round(latitude), longitude: round(((longitude + 540) % 360) - 180) };
}

export interface Block {
  x: number;
  y: number;
  width: number;
  height: number;
  isWater: boolean;
}

/** The blocks of houses between the streets, in pixels, for a picture of this size with the spot in its middle. */
export function blocksAround(spot: Spot, width: number, height: number, metresPerPx = METRES_PER_PX): Block[] {
  const narrow = Math.max(0.05, Math.cos((spot.latitude * Math.PI) / 180));
  const left = (spot.longitude * METRES_PER_DEGREE * narrow) / metresPerPx - width / 2;
  const top = (-spot.latitude * METRES_PER_DEGREE) / metresPerPx - height / 2;
  const blocks: Block[] = [];
  for (let row = Math.floor(top / CELL_PX); row * CELL_PX < top + height; row += 1) {
    for (let column = Math.floor(left / CELL_PX); column * CELL_PX < left + width; column += 1) {
      const chance = dice(column, row);
      const isWater = dice(column, 0) > 0.9;
      const split = Math.round(CELL_PX * (0.35 + chance * 0.3));
      const [x, y] = [column * CELL_PX - left, row * CELL_PX - top];
      if (isWater) blocks.push({ x: x + 20, y: y - 1, width: 26, height: CELL_PX + 2, isWater });
      else {
        blocks.push({ x: x + 5, y: y + 5, width: split - 8, height: CELL_PX - 10, isWater });
        blocks.push({ x: x + split + 3, y: y + 5, width: CELL_PX - split - 8, height: CELL_PX - 10, isWater });
      }
    }
  }
  return blocks;
}

export function isOnEarth({ latitude, longitude }: Spot): boolean {
  return Number.isFinite(latitude) && Number.isFinite(longitude) && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
}

const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

function dice(column: number, row: number): number {
  let seed = (Math.imul(column, 374_761_393) + Math.imul(row, 668_265_263)) >>> 0;
  seed = Math.imul(seed ^ (seed >>> 13), 1_274_126_177) >>> 0;
  return ((seed ^ (seed >>> 16)) >>> 0) / 2 ** 32;
}
