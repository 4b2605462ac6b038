/** Between WGS-84, which satellites give, and GCJ-02, which Chinese maps show. Outside China both are the same. */
import type { Point } from "./prompts";

const AXIS_METRES = 6_378_245;
const ECCENTRICITY = 0.006693421622965943;

export function toChineseMap({ latitude, longitude }: Point): Point {
  if (longitude < 72.004 || longitude > 137.8347 || latitude < 0.8293 || latitude > 55.8271) return { latitude, longitude };
  const x = longitude - 105;
  const y = latitude - 35;
  const angle = (latitude / 180) * Math.PI;
  const magic = 1 - ECCENTRICITY * Math.sin(angle) ** 2;
  const north = (waves(x, y, [-100, 2, 3, 0.2, 0.2]) + waveOf(y, [1, 20, 3, 40, 12, 160, 30, 320])) * 180;
  const east = (waves(x, y, [300, 1, 2, 0.1, 0.1]) + waveOf(x, [1, 20, 3, 40, 12, 150, 30, 300])) * 180;
  return {
    latitude: latitude + north / (((AXIS_METRES * (1 - ECCENTRICITY)) / (magic * Math.sqrt(magic))) * Math.PI),
    longitude: longitude + east / ((AXIS_METRES / Math.sqrt(magic)) * Math.cos(angle) * Math.PI),
  };
}

/** The part of the distortion that both directions share, with their own weights. */
function waves(x: number, y: number, [base = 0, byX = 0, byY = 0, square = 0, root = 0]: number[]): number {
  const isNorth = base < 0;
  const squared = square * (isNorth ? y * y : x * x);
  return base + byX * x + byY * y + squared + 0.1 * x * y + root * Math.sqrt(Math.abs(x)) + ((20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * 2) / 3;
}

function waveOf(value: number, [a = 0, first = 0, b = 0, second = 0, c = 0, third = 0, d = 0, fourth = 0]: number[]): number {
  const turn = value * Math.PI;
  return ((first * Math.sin(turn / a) + second * Math.sin(turn / b)) * 2) / 3 + ((third * Math.sin(turn / c) + fourth * Math.sin(turn / d)) * 2) / 3;
}
