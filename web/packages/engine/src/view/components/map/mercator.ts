/** Places on the earth and points on a plane: the projection of web maps, where the whole world is 256 * 2^scale pixels wide. */

export interface Place {
  latitude: number;
  longitude: number;
}

export interface Point {
  x: number;
  y: number;
}

export interface Camera {
  centre: Place;
  scale: number;
  width: number;
  height: number;
}

export interface Region {
  southwest: Place;
  northeast: Place;
}

const EDGE = 85.05112878;
const TILE = 256;

export function world(scale: number): number {
  return TILE * 2 ** scale;
}

export function project({ latitude, longitude }: Place, scale: number): Point {
  const held = Math.max(-EDGE, Math.min(EDGE, latitude));
  const sine = Math.sin((held * Math.PI) / 180);
  const size = world(scale);
  return { x: ((longitude + 180) / 360) * size, y: (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * size };
}

export function unproject({ x, y }: Point, scale: number): Place {
  const size = world(scale);
  const longitude = (x / size) * 360 - 180;
  const latitude = (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / size))) * 180) / Math.PI;
  return { latitude: Math.max(-EDGE, Math.min(EDGE, latitude)), longitude: ((((longitude + 180) % 360) + 360) % 360) - 180 };
}

/** Where a place stands on the screen of a camera; the nearer way round the earth. */
export function toScreen(camera: Camera, place: Place): Point {
  const size = world(camera.scale);
  const centre = project(camera.centre, camera.scale);
  const there = project(place, camera.scale);
  const way = ((((there.x - centre.x + size / 2) % size) + size) % size) - size / 2;
  return { x: camera.width / 2 + way, y: camera.height / 2 + there.y - centre.y };
}

export function fromScreen(camera: Camera, { x, y }: Point): Place {
  const centre = project(camera.centre, camera.scale);
  return unproject({ x: centre.x + x - camera.width / 2, y: centre.y + y - camera.height / 2 }, camera.scale);
}

export function regionOf(camera: Camera): Region {
  const [southwest, northeast] = [fromScreen(camera, { x: 0, y: camera.height }), fromScreen(camera, { x: camera.width, y: 0 })];
  return { southwest, northeast };
}

/** The camera after a drag by some pixels. */
export function moved(camera: Camera, by: Point): Camera {
  return { ...camera, centre: fromScreen(camera, { x: camera.width / 2 - by.x, y: camera.height / 2 - by.y }) };
}

/** The camera at another scale; the place under `at` stays under it. */
export function zoomed(camera: Camera, scale: number, at: Point): Camera {
  const place = fromScreen(camera, at);
  const next = { ...camera, scale };
  const then = toScreen(next, place);
  return moved(next, { x: at.x - then.x, y: at.y - then.y });
}

/** The nearest camera that shows all places with `padding` (top, right, bottom, left) around them. */
export function including(camera: Camera, places: Place[], padding: number[], range: [number, number]): Camera {
  if (places.length === 0 || camera.width === 0) return camera;
  const [top = 0, right = top, bottom = top, left = right] = padding;
  const at = places.map((place) => project(place, 0));
  const box = { left: least(at, "x"), right: -least(at, "x", -1), top: least(at, "y"), bottom: -least(at, "y", -1) };
  const room = { width: Math.max(1, camera.width - left - right), height: Math.max(1, camera.height - top - bottom) };
  const fits = Math.min(room.width / Math.max(1e-9, box.right - box.left), room.height / Math.max(1e-9, box.bottom - box.top));
  const scale = Math.max(range[0], Math.min(range[1], Math.log2(fits)));
  const centre = unproject({ x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 }, 0);
  return moved({ ...camera, centre, scale }, { x: (left - right) / 2, y: (top - bottom) / 2 });
}

function least(points: Point[], axis: "x" | "y", sign = 1): number {
  return Math.min(...points.map((point) => point[axis] * sign));
}

/** Pixels for a length on the ground at this latitude. */
export function pixels(metres: number, latitude: number, scale: number): number {
  return (metres * world(scale)) / (40_075_016.686 * Math.cos((latitude * Math.PI) / 180));
}

/** A round length of the scale bar and its width, at most `room` pixels. */
export function ruler(latitude: number, scale: number, room: number): { metres: number; width: number } {
  const most = room / pixels(1, latitude, scale);
  const ten = 10 ** Math.floor(Math.log10(most));
  const metres = [5, 2, 1].map((one) => one * ten).find((one) => one <= most) ?? ten;
  return { metres, width: pixels(metres, latitude, scale) };
}

/** Degrees between the lines of the plain map: round, and far enough apart to read their names. */
export function gridStep(scale: number): number {
  const wanted = (110 / world(scale)) * 360;
  const steps = [60, 30, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005, 0.0002];
  return [...steps].reverse().find((step) => step >= wanted) ?? 60;
}
