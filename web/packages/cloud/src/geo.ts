/** Places: GeoJSON on the wire, objects with names in programs. */
import { wrong } from "./errors";
import type { Plain } from "./line";

/** Its own fields are those of GeoJSON, so that a copy of it still says the same. */
export abstract class GeoValue {
  abstract readonly type: string;
  abstract readonly coordinates: unknown[];

  toJSON(): { type: string; coordinates: unknown[] } {
    return { type: this.type, coordinates: this.coordinates };
  }
}

export class GeoPoint extends GeoValue {
  readonly type = "Point";
  readonly coordinates: [number, number];

  constructor(longitude: number, latitude: number) {
    super();
    within("longitude", longitude, 180);
    within("latitude", latitude, 90);
    this.coordinates = [longitude, latitude];
  }

  get longitude(): number {
    return this.coordinates[0];
  }

  get latitude(): number {
    return this.coordinates[1];
  }
}

function within(name: string, value: unknown, most: number): void {
  if (typeof value !== "number" || Number.isNaN(value)) throw wrong.type(`parameter.${name}`, "number", value);
  if (Math.abs(value) > most) throw wrong.value(`${name} should be a number ranges from -${most} to ${most}`);
}

/** Shapes made of smaller ones, by the name of the smaller. */
function composed<Part extends GeoValue, Name extends string>(type: Name, part: abstract new (...args: never[]) => Part, field: string, least: number) {
  return class extends GeoValue {
    readonly type = type;
    readonly coordinates: Part["coordinates"][];

    constructor(parts: Part[]) {
      super();
      if (!Array.isArray(parts)) throw wrong.type(`parameter.${field}`, "array", parts);
      if (parts.length < least) throw wrong.value(`${field} should have at least ${least} of its parts`);
      for (const one of parts) if (!(one instanceof part)) throw wrong.value(`every part of ${field} should be made by db.Geo`);
      this.coordinates = parts.map((one) => one.coordinates);
      Object.defineProperty(this, field, { value: parts });
    }
  };
}

export class GeoLineString extends composed("LineString", GeoPoint, "points", 2) {}
export class GeoPolygon extends composed("Polygon", GeoLineString, "lines", 1) {}
export class GeoMultiPoint extends composed("MultiPoint", GeoPoint, "points", 1) {}
export class GeoMultiLineString extends composed("MultiLineString", GeoLineString, "lines", 1) {}
export class GeoMultiPolygon extends composed("MultiPolygon", GeoPolygon, "polygons", 1) {}

/** `db.Geo`: each may be called with or without `new`. */
export const Geo = {
  Point: callable((longitude: number, latitude: number) => new GeoPoint(longitude, latitude)),
  LineString: callable((points: GeoPoint[]) => new GeoLineString(points)),
  Polygon: callable((lines: GeoLineString[]) => {
    const polygon = new GeoPolygon(lines);
    lines.forEach(closed);
    return polygon;
  }),
  MultiPoint: callable((points: GeoPoint[]) => new GeoMultiPoint(points)),
  MultiLineString: callable((lines: GeoLineString[]) => new GeoMultiLineString(lines)),
  MultiPolygon: callable((polygons: GeoPolygon[]) => new GeoMultiPolygon(polygons)),
};

function callable<Args extends unknown[], Result>(make: (...args: Args) => Result): (...args: Args) => Result {
  return function (...args: Args) {
    return make(...args);
  };
}

function closed(line: GeoLineString): void {
  const [first, last] = [line.coordinates[0], line.coordinates.at(-1)];
  if (line.coordinates.length < 4 || String(first) !== String(last)) throw wrong.value("a line around a polygon ends where it began and has at least four points");
}

type Coordinates = [number, number];

const point = (at: unknown): GeoPoint => new GeoPoint(...(at as Coordinates));
const line = (points: unknown): GeoLineString => new GeoLineString((points as unknown[]).map(point));
const polygon = (lines: unknown): GeoPolygon => new GeoPolygon((lines as unknown[]).map(line));

const MAKE: Readonly<Record<string, (coordinates: unknown[]) => GeoValue>> = {
  Point: point,
  LineString: line,
  Polygon: polygon,
  MultiPoint: (points) => new GeoMultiPoint(points.map(point)),
  MultiLineString: (lines) => new GeoMultiLineString(lines.map(line)),
  MultiPolygon: (polygons) => new GeoMultiPolygon(polygons.map(polygon)),
};

/** A place, if that is what the two fields mean; an ordinary object otherwise. */
export function geoFrom({ type, coordinates }: Plain): GeoValue | undefined {
  if (typeof type !== "string" || !Array.isArray(coordinates) || !Object.hasOwn(MAKE, type)) return undefined;
  try {
    return MAKE[type]?.(coordinates);
  } catch {
    return undefined;
  }
}
