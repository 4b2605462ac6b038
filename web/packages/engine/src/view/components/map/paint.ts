/** The ground of a map and what is drawn flat on it. Without tiles it is a plain sheet with lines of latitude and longitude. */
import { number, text } from "../component";
import { gridStep, pixels, regionOf, ruler, toScreen, type Camera, type Place, type Point } from "./mercator";

export interface Shapes {
  polyline: unknown;
  circles: unknown;
  polygons: unknown;
}

export interface Ink {
  ground: string;
  line: string;
  strong: string;
  word: string;
}

export const INKS: Record<"light" | "dark", Ink> = {
  light: { ground: "#f1f3ee", line: "#dfe3da", strong: "#cdd3c6", word: "#8b9488" },
  dark: { ground: "#1c2122", line: "#2a3132", strong: "#394142", word: "#788284" },
};

type Pen = CanvasRenderingContext2D;
type Loose = Record<string, unknown>;

export function paintGround(pen: Pen, camera: Camera, ink: Ink): void {
  pen.fillStyle = ink.ground;
  pen.fillRect(0, 0, camera.width, camera.height);
  const { southwest, northeast } = regionOf(camera);
  const step = gridStep(camera.scale);
  const places = Math.max(0, Math.ceil(-Math.log10(step)));
  pen.font = "10px system-ui, sans-serif";
  const east = northeast.longitude + (northeast.longitude < southwest.longitude ? 360 : 0);
  for (let at = Math.ceil(southwest.longitude / step); at * step <= east; at += 1) {
    const { x } = toScreen(camera, { latitude: camera.centre.latitude, longitude: at * step });
    stroke(pen, at % 5 === 0 ? ink.strong : ink.line, [{ x, y: 0 }, { x, y: camera.height }]);
    write(pen, ink, degrees(((at * step + 540) % 360) - 180, "E", "W", places), x + 3, camera.height - 4);
  }
  for (let at = Math.ceil(southwest.latitude / step); at * step <= northeast.latitude; at += 1) {
    const { y } = toScreen(camera, { latitude: at * step, longitude: camera.centre.longitude });
    stroke(pen, at % 5 === 0 ? ink.strong : ink.line, [{ x: 0, y }, { x: camera.width, y }]);
    write(pen, ink, degrees(at * step, "N", "S", places), 4, y - 3);
  }
}

export function paintRuler(pen: Pen, camera: Camera, ink: Ink): void {
  const bar = ruler(camera.centre.latitude, camera.scale, Math.min(90, camera.width / 3));
  const [left, bottom] = [10, camera.height - 22];
  stroke(pen, ink.word, [{ x: left, y: bottom - 5 }, { x: left, y: bottom }, { x: left + bar.width, y: bottom }, { x: left + bar.width, y: bottom - 5 }], 1.5);
  write(pen, ink, bar.metres < 1000 ? `${String(bar.metres)} m` : `${String(bar.metres / 1000)} km`, left + 4, bottom - 4);
}

export function paintShapes(pen: Pen, camera: Camera, shapes: Shapes): void {
  for (const one of each(shapes.polygons)) {
    trace(pen, camera, placesOf(one["points"]));
    pen.closePath();
    fill(pen, text(one["fillColor"]));
    edge(pen, text(one["strokeColor"]) || "#000", number(one["strokeWidth"], 1), []);
  }
  for (const one of each(shapes.circles)) paintCircle(pen, camera, one);
  for (const one of each(shapes.polyline)) {
    const width = number(one["width"], 1);
    const points = placesOf(one["points"]);
    const dash = one["dottedLine"] === true ? [width * 3, width * 2] : [];
    trace(pen, camera, points);
    const border = number(one["borderWidth"], 0);
    if (border > 0) edge(pen, text(one["borderColor"]) || "transparent", width + border * 2, dash);
    edge(pen, text(one["color"]) || "#000", width, dash);
    if (one["arrowLine"] === true) arrows(pen, points.map((place) => toScreen(camera, place)), width);
  }
}

function paintCircle(pen: Pen, camera: Camera, one: Loose): void {
  const place = placeOf(one);
  if (!place) return;
  const { x, y } = toScreen(camera, place);
  pen.beginPath();
  pen.arc(x, y, pixels(number(one["radius"], 0), place.latitude, camera.scale), 0, Math.PI * 2);
  fill(pen, text(one["fillColor"]));
  edge(pen, text(one["color"]) || "#000", number(one["strokeWidth"], 1), []);
}

/** Is `at` on this line, with a finger's width to spare? */
export function hitsLine(camera: Camera, one: Loose, at: Point): boolean {
  const points = placesOf(one["points"]).map((place) => toScreen(camera, place));
  return points.some((to, index) => index > 0 && distance(at, points[index - 1] ?? to, to) <= Math.max(10, number(one["width"], 1)));
}

function distance(at: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const part = length === 0 ? 0 : Math.max(0, Math.min(1, ((at.x - from.x) * dx + (at.y - from.y) * dy) / length));
  return Math.hypot(at.x - from.x - part * dx, at.y - from.y - part * dy);
}

export function each(value: unknown): Loose[] {
  return Array.isArray(value) ? value.filter((one): one is Loose => typeof one === "object" && one !== null) : [];
}

export function placeOf(value: unknown): Place | null {
  if (typeof value !== "object" || value === null) return null;
  const { latitude, longitude } = value as Loose;
  const place = { latitude: number(latitude, NaN), longitude: number(longitude, NaN) };
  return Number.isNaN(place.latitude) || Number.isNaN(place.longitude) ? null : place;
}

export function placesOf(value: unknown): Place[] {
  return each(value).map(placeOf).filter((place) => place !== null);
}

/** "#FF0000DD" and names alike; the platform writes alpha last, as the browser does. */
function fill(pen: Pen, color: string): void {
  if (color === "") return;
  pen.fillStyle = color;
  pen.fill();
}

function edge(pen: Pen, color: string, width: number, dash: number[]): void {
  if (width <= 0) return;
  pen.strokeStyle = color;
  pen.lineWidth = width;
  pen.lineJoin = pen.lineCap = "round";
  pen.setLineDash(dash);
  pen.stroke();
  pen.setLineDash([]);
}

function trace(pen: Pen, camera: Camera, places: Place[]): void {
  pen.beginPath();
  places.forEach((place, at) => {
    const { x, y } = toScreen(camera, place);
    if (at === 0) pen.moveTo(x, y);
    else pen.lineTo(x, y);
  });
}

function arrows(pen: Pen, points: Point[], width: number): void {
  pen.strokeStyle = "#fff";
  pen.lineWidth = Math.max(1, width / 4);
  points.forEach((to, at) => {
    const from = points[at - 1];
    if (!from || Math.hypot(to.x - from.x, to.y - from.y) < 30) return;
    const size = Math.max(2, width / 3);
    pen.save();
    pen.translate((from.x + to.x) / 2, (from.y + to.y) / 2);
    pen.rotate(Math.atan2(to.y - from.y, to.x - from.x));
    pen.beginPath();
    pen.moveTo(-size, -size);
    pen.lineTo(size / 2, 0);
    pen.lineTo(-size, size);
    pen.stroke();
    pen.restore();
  });
}

function stroke(pen: Pen, color: string, points: Point[], width = 1): void {
  pen.beginPath();
  points.forEach(({ x, y }, at) => (at === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y)));
  pen.strokeStyle = color;
  pen.lineWidth = width;
  pen.stroke();
}

function write(pen: Pen, ink: Ink, words: string, x: number, y: number): void {
  pen.fillStyle = ink.word;
  pen.fillText(words, x, y);
}

function degrees(value: number, plus: string, minus: string, places: number): string {
  return `${Math.abs(value).toFixed(places)}° ${value < 0 ? minus : plus}`;
}
