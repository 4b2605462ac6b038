/**
 * map.
 *
 * | method | arguments | result |
 * |---|---|---|
 * | getCenterLocation | | {latitude, longitude} |
 * | moveToLocation | {latitude, longitude}, or none for where the person is | |
 * | translateMarker | {markerId, destination, rotate, duration} | |
 * | moveAlong | {markerId, path, duration} | |
 * | includePoints | {points, padding: [top, right, bottom, left]} | |
 * | getRegion | | {southwest, northeast} |
 * | getScale, getRotate, getSkew | | {scale}, {rotate: 0}, {skew: 0} |
 * | toScreenLocation / fromScreenLocation | {latitude, longitude} / {x, y} | {x, y} / {latitude, longitude} |
 * | addMarkers, removeMarkers | {markers, clear}, {markerIds} | |
 *
 * Told: markertap, callouttap, labeltap {markerId}, controltap {controlId}, polylinetap {polylineId}, regionchange {type: begin | end,
 * causedBy: drag | scale | update, centerLocation, scale, region}, updated {}. Two-way: longitude, latitude, scale. The view asks
 * "tapDetail" {clientX, clientY} for the place of a tap.
 */
import { number, part, text, truth, type ComponentFactory } from "../component";
import { named } from "../media/clock";
import { OwnCallouts } from "./callouts";
import { hands } from "./hands";
import { controlElements, Marks } from "./marks";
import { fromScreen, including, moved, regionOf, toScreen, zoomed, type Camera, type Place } from "./mercator";
import { each, hitsLine, INKS, paintGround, paintRuler, paintShapes, placeOf, placesOf } from "./paint";
import { Tiles } from "./tiles";

const METHODS = [
  "getCenterLocation", "moveToLocation", "translateMarker", "moveAlong", "includePoints", "getRegion", "getScale", "getRotate", "getSkew",
  "toScreenLocation", "fromScreenLocation", "addMarkers", "removeMarkers",
];
const SETTLE_MS = 300;

export const map: ComponentFactory = (element, context) => {
  const props: Record<string, unknown> = {};
  const ground = document.createElement("canvas");
  ground.className = "hutong-map-ground";
  const controls = part("map-controls");
  const over = part("map-over");
  const person = part("map-person");
  person.hidden = true;
  const marks = new Marks(context, () => drawLater());
  const callouts = new OwnCallouts(over, marks, context);
  const port = part("map");
  port.append(ground, person, marks.layer, controls);
  port.tabIndex = 0;
  port.role = "application";
  port.ariaLabel = context.surroundings.language() === "en" ? "Map" : "地图";
  element.append(port, over);

  let camera: Camera = { centre: { latitude: 39.92, longitude: 116.46 }, scale: 16, width: 0, height: 0 };
  let tiles: Tiles | null = null;
  let here: Place | null = null;
  let cause: "drag" | "scale" | "update" = "update";
  let isHeld = false;

  const range = (): [number, number] => [number(props["minScale"], 3), number(props["maxScale"], 20)];
  const held = (scale: number) => Math.max(range()[0], Math.min(range()[1], scale));

  function draw(): void {
    const ratio = window.devicePixelRatio || 1;
    const [width, height] = [Math.round(camera.width * ratio), Math.round(camera.height * ratio)];
    if (ground.width !== width || ground.height !== height) Object.assign(ground, { width, height });
    const pen = ground.getContext("2d");
    if (!pen || width === 0) return;
    const ink = INKS[context.surroundings.theme()];
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    if (tiles) pen.clearRect(0, 0, camera.width, camera.height);
    else paintGround(pen, camera, ink);
    tiles?.draw(camera);
    paintShapes(pen, camera, { polyline: props["polyline"], circles: props["circles"], polygons: props["polygons"] });
    if (truth(props["showScale"])) paintRuler(pen, camera, ink);
    marks.draw(camera);
    callouts.draw(camera);
    person.hidden = here === null || !truth(props["showLocation"]);
    if (here) {
      const { x, y } = toScreen(camera, here);
      person.style.transform = `translate(${String(x)}px,${String(y)}px)`;
    }
  }
  const drawLater = () => context.frame(draw);

  function look(next: Camera): void {
    camera = next;
    drawLater();
  }

  function tellRegion(type: "begin" | "end"): void {
    const detail = { type, causedBy: cause, centerLocation: camera.centre, scale: camera.scale, rotate: 0, skew: 0, region: regionOf(camera) };
    context.emit("regionchange", detail, { extra: { causedBy: cause } });
    if (type === "end" && cause !== "update") {
      context.value("longitude", camera.centre.longitude);
      context.value("latitude", camera.centre.latitude);
      context.value("scale", camera.scale);
    }
  }

  /** The program moves the map: told once it stands. */
  let settling: ReturnType<typeof setTimeout> | undefined;
  function updated(): void {
    drawLater();
    clearTimeout(settling);
    settling = setTimeout(() => {
      if (camera.width === 0 || isHeld) return;
      cause = "update";
      tellRegion("end");
      context.emit("updated", {});
    }, SETTLE_MS);
  }

  hands({
    port,
    mayScroll: () => truth(props["enableScroll"] ?? true),
    mayZoom: () => truth(props["enableZoom"] ?? true),
    began(by) {
      isHeld = true;
      cause = by;
      tellRegion("begin");
    },
    dragged: (by) => look(moved(camera, by)),
    zoomed: (levels, at) => look(zoomed(camera, held(camera.scale + levels), at)),
    ended() {
      isHeld = false;
      tellRegion("end");
    },
    pressed(at) {
      marks.close();
      const line = each(props["polyline"]).findIndex((one) => hitsLine(camera, one, at));
      if (line >= 0) context.emit("polylinetap", { polylineId: line, ...fromScreen(camera, at) }, { extra: { polylineId: line } });
    },
  });

  const sizes = new ResizeObserver(() => {
    const isFirst = camera.width === 0;
    look({ ...camera, width: port.clientWidth, height: port.clientHeight });
    if (isFirst && props["includePoints"] !== undefined) include(props["includePoints"], []);
  });
  sizes.observe(port);

  function include(points: unknown, padding: unknown): void {
    const sides = Array.isArray(padding) && padding.length > 0 ? padding.map((one) => number(one, 0)) : [20];
    look(including(camera, placesOf(points), sides, range()));
  }

  async function locate(ask: boolean): Promise<void> {
    here = placeOf(await context.call("location", { ask }).catch(() => null)) ?? here;
    drawLater();
  }

  async function findTiles(): Promise<void> {
    const source = (await context.call("mapTiles", {}).catch(() => null)) as { template?: unknown; attribution?: unknown } | null;
    if (!source || text(source.template) === "") return;
    tiles = new Tiles(text(source.template), (address) => context.resolve(address));
    port.prepend(tiles.layer);
    const note = part("map-source");
    note.textContent = text(source.attribution);
    port.append(note);
    drawLater();
  }

  /** Moves a marker along places in equal time for each step. */
  function walk(id: unknown, path: Place[], duration: number): Promise<void> {
    const mark = marks.find(id);
    if (!mark || path.length === 0) return Promise.resolve();
    const places = [mark.place, ...path];
    const began = performance.now();
    return new Promise((done) => {
      const step = (): void => {
        const part = duration > 0 ? Math.min(1, (performance.now() - began) / duration) : 1;
        const at = part * (places.length - 1);
        const from = places[Math.floor(at)] ?? mark.place;
        const to = places[Math.ceil(at)] ?? from;
        const share = at - Math.floor(at);
        mark.place = { latitude: from.latitude + (to.latitude - from.latitude) * share, longitude: from.longitude + (to.longitude - from.longitude) * share };
        drawLater();
        if (part < 1 && port.isConnected) requestAnimationFrame(step);
        else done();
      };
      step();
    });
  }

  function tapped(clientX: number, clientY: number): Place {
    const box = port.getBoundingClientRect();
    return fromScreen(camera, { x: clientX - box.left, y: clientY - box.top });
  }

  async function asked(name: string, given: Record<string, unknown>): Promise<unknown> {
    const place = placeOf(given);
    if (name === "getCenterLocation") return camera.centre;
    if (name === "getRegion") return regionOf(camera);
    if (name === "getScale") return { scale: camera.scale };
    if (name === "getRotate") return { rotate: 0 };
    if (name === "getSkew") return { skew: 0 };
    if (name === "toScreenLocation") return toScreen(camera, place ?? camera.centre);
    if (name === "fromScreenLocation") return fromScreen(camera, { x: number(given["x"], 0), y: number(given["y"], 0) });
    if (name === "moveToLocation") {
      if (!place) await locate(true);
      const to = place ?? here;
      if (!to) throw new Error("no location");
      look({ ...camera, centre: to });
      updated();
    } else if (name === "includePoints") {
      include(given["points"], given["padding"]);
      updated();
    } else if (name === "translateMarker") {
      const to = placeOf(given["destination"]);
      await walk(given["markerId"], to ? [to] : [], number(given["duration"], 1_000));
    } else if (name === "moveAlong") await walk(given["markerId"], placesOf(given["path"]), number(given["duration"], 1_000));
    else if (name === "addMarkers") {
      if (truth(given["clear"])) marks.set([]);
      marks.add(given["markers"]);
      drawLater();
    } else if (name === "removeMarkers") marks.remove(given["markerIds"]);
    return {};
  }

  return {
    content: over,
    prop(name, value) {
      props[name] = value;
      if (name === "longitude" || name === "latitude") camera = { ...camera, centre: { ...camera.centre, [name]: number(value, camera.centre[name]) } };
      else if (name === "scale") camera = { ...camera, scale: held(number(value, 16)) };
      else if (name === "markers" || (name === "covers" && props["markers"] === undefined)) marks.set(value);
      else if (name === "controls") controls.replaceChildren(...controlElements(value, context));
      else if (name === "includePoints" && camera.width > 0) include(value, []);
      else if (name === "showLocation" && truth(value)) void locate(false);
      updated();
    },
    children: drawLater,
    ready() {
      look({ ...camera, width: port.clientWidth, height: port.clientHeight });
      void findTiles();
    },
    fields: (name) => (name === "context" || name === "node" ? { methods: METHODS } : undefined),
    method(name, args) {
      const given = named(args);
      // The answer goes straight into the event of the tap, so it can't wait.
      if (name === "tapDetail") return tapped(number(given["clientX"], 0), number(given["clientY"], 0));
      return asked(name, given);
    },
    dispose() {
      clearTimeout(settling);
      sizes.disconnect();
    },
  };
};
