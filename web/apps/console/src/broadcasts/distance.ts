/** Metres as people say them: 500 m, 2 km. */
export function distance(metres: number): string {
  return metres < 1_000 ? `${metres} m` : `${Number((metres / 1_000).toFixed(1))} km`;
}
