/** The old canvas: commands are written down, and `draw` plays them on the surface of the canvas with that canvas-id. */
import type { CoreSeam, Face, FoundNode } from "../seam";
import { CanvasImage, dressed, picture, surface } from "./canvas-node";
import { Fail, callbacksOf } from "./conventions";
import type { Args } from "./conventions";
import type { Kit } from "./kit";

type Command = (context: OffscreenCanvasRenderingContext2D) => void | Promise<void>;

/** Commands that are the surface's own, by their names. */
const SAME =
  "arc arcTo beginPath bezierCurveTo clearRect clip closePath fill fillRect fillText lineTo moveTo quadraticCurveTo rect restore rotate save scale setTransform stroke strokeRect strokeText transform translate";
/** Setters of the old form and the property each one sets. */
const SETTERS: Record<string, string> = {
  setFillStyle: "fillStyle", setStrokeStyle: "strokeStyle", setGlobalAlpha: "globalAlpha", setLineCap: "lineCap", setLineJoin: "lineJoin",
  setLineWidth: "lineWidth", setMiterLimit: "miterLimit", setTextAlign: "textAlign",
};
const PROPERTIES =
  "fillStyle strokeStyle globalAlpha globalCompositeOperation lineCap lineJoin lineWidth lineDashOffset miterLimit textAlign textBaseline shadowBlur shadowColor shadowOffsetX shadowOffsetY";

class Gradient {
  readonly stops: [number, string][] = [];

  constructor(readonly make: (context: OffscreenCanvasRenderingContext2D) => CanvasGradient) {}

  addColorStop(at: number, colour: string): void {
    this.stops.push([at, colour]);
  }

  real(context: OffscreenCanvasRenderingContext2D): CanvasGradient {
    const gradient = this.make(context);
    for (const [at, colour] of this.stops) gradient.addColorStop(at, colour);
    return gradient;
  }
}

export class CanvasContext {
  #commands: Command[] = [];
  #font = "10px sans-serif";
  readonly #values: Record<string, unknown> = {};

  constructor(
    private readonly seam: CoreSeam,
    private readonly find: () => FoundNode | undefined,
  ) {}

  get font(): string {
    return this.#font;
  }

  set font(font: string) {
    this.#font = font;
    this.push((context) => void (context.font = font));
  }

  setFontSize(size: number): void {
    this.font = this.#font.replace(/[\d.]+px/, `${size}px`);
  }

  setTextBaseline(baseline: string): void {
    this.set("textBaseline", baseline === "normal" ? "alphabetic" : baseline);
  }

  setLineDash(pattern: number[], offset = 0): void {
    this.push((context) => {
      context.setLineDash(pattern);
      context.lineDashOffset = offset;
    });
  }

  setShadow(offsetX: number, offsetY: number, blur: number, colour: string): void {
    this.push((context) => void Object.assign(context, { shadowOffsetX: offsetX, shadowOffsetY: offsetY, shadowBlur: blur, shadowColor: colour }));
  }

  createLinearGradient(x0: number, y0: number, x1: number, y1: number): Gradient {
    return new Gradient((context) => context.createLinearGradient(x0, y0, x1, y1));
  }

  createCircularGradient(x: number, y: number, radius: number): Gradient {
    return new Gradient((context) => context.createRadialGradient(x, y, 0, x, y, radius));
  }

  createPattern(image: string, repetition: string): object {
    return { image, repetition };
  }

  measureText(text: string): { width: number } {
    const context = new OffscreenCanvas(1, 1).getContext("2d");
    if (!context) return { width: 0 };
    context.font = this.#font;
    return { width: context.measureText(text).width };
  }

  drawImage(image: string, ...place: number[]): void {
    this.push(async (context) => {
      const loaded = await load(this.seam, image);
      if (!loaded?.bitmap) return;
      const all = place.length === 0 ? [0, 0] : place;
      (context.drawImage as (...args: unknown[]) => void)(loaded.bitmap, ...all);
    });
  }

  /** Plays what was written down. `reserve` keeps the last drawing below. */
  draw(reserve: unknown = false, callback?: unknown): void {
    const commands = this.#commands;
    this.#commands = [];
    const done = typeof reserve === "function" ? reserve : callback;
    this.seam.flushed(() => void this.#play(commands, reserve === true).then(() => {
      if (typeof done === "function") this.seam.guard(done as () => unknown);
    }));
  }

  /** What was written down, for wx.drawCanvas; it begins anew then. */
  getActions(): Command[] {
    return this.#commands.splice(0);
  }

  push(command: Command): void {
    this.#commands.push(command);
  }

  set(name: string, value: unknown): void {
    this.#values[name] = value;
    this.push(async (context) => {
      const given = value instanceof Gradient ? value.real(context) : isPattern(value) ? await patternOf(this.seam, context, value) : value;
      (context as unknown as Record<string, unknown>)[name] = given;
    });
  }

  get(name: string): unknown {
    return this.#values[name];
  }

  async #play(commands: Command[], reserve: boolean): Promise<void> {
    const found = this.find();
    const canvas = found && (await surface(this.seam, found));
    const context = canvas?.getContext("2d");
    if (!canvas || !context) return;
    const ratio = await fit(this.seam, found, canvas);
    context.setTransform(1, 0, 0, 1, 0, 0);
    if (!reserve) context.clearRect(0, 0, canvas.width, canvas.height);
    context.save();
    context.scale(ratio, ratio);
    for (const command of commands) await command(scaledTransforms(context, ratio));
    context.restore();
  }
}

for (const name of SAME.split(" ")) {
  Object.defineProperty(CanvasContext.prototype, name, {
    configurable: true, writable: true,
    value(this: CanvasContext, ...args: unknown[]) {
      this.push((context) => (context as unknown as Record<string, (...all: unknown[]) => void>)[name]?.(...args));
    },
  });
}
for (const [name, property] of Object.entries(SETTERS)) {
  Object.defineProperty(CanvasContext.prototype, name, {
    configurable: true, writable: true,
    value(this: CanvasContext, value: unknown) {
      this.set(property, value);
    },
  });
}
for (const name of PROPERTIES.split(" ")) {
  Object.defineProperty(CanvasContext.prototype, name, {
    configurable: true,
    get(this: CanvasContext) {
      return this.get(name);
    },
    set(this: CanvasContext, value: unknown) {
      this.set(name, value);
    },
  });
}

/** `setTransform` of a program means CSS pixels, the surface has those of the device. */
function scaledTransforms(context: OffscreenCanvasRenderingContext2D, ratio: number): OffscreenCanvasRenderingContext2D {
  if (Object.hasOwn(context, "setTransform") || ratio === 1) return context;
  const real = context.setTransform.bind(context) as (...all: number[]) => void;
  return Object.assign(context, {
    setTransform: (a: number, b: number, c: number, d: number, e: number, f: number) => real(a * ratio, b * ratio, c * ratio, d * ratio, e * ratio, f * ratio),
  });
}

const fitted = new WeakMap<OffscreenCanvas, number>();

/** The first drawing gives the surface as many pixels as the device shows there. */
async function fit(seam: CoreSeam, found: FoundNode, canvas: OffscreenCanvas): Promise<number> {
  const before = fitted.get(canvas);
  if (before) return before;
  const ratio = seam.system.pixelRatio;
  const [[size] = []] = await seam.query(seam.pageOf(), [{ nodes: [found.node], single: true, fields: { size: true } }]);
  if (size?.width) Object.assign(canvas, { width: Math.round(size.width * ratio), height: Math.round((size.height ?? 0) * ratio) });
  fitted.set(canvas, ratio);
  return ratio;
}

const isPattern = (value: unknown): value is { image: string; repetition: string } =>
  typeof value === "object" && value !== null && "repetition" in value;

async function patternOf(seam: CoreSeam, context: OffscreenCanvasRenderingContext2D, { image, repetition }: { image: string; repetition: string }): Promise<unknown> {
  const loaded = await load(seam, image);
  return loaded?.bitmap ? context.createPattern(loaded.bitmap, repetition) : null;
}

function load(seam: CoreSeam, source: unknown): Promise<CanvasImage | null> {
  if (source instanceof CanvasImage) return Promise.resolve(source);
  return new Promise((resolve) => {
    const image = new CanvasImage(seam);
    image.onload = () => resolve(image);
    image.onerror = () => resolve(null);
    image.src = String(source);
  });
}

export function addCanvas(kit: Kit): void {
  const { seam, wx } = kit;
  const byId = (id: unknown, within?: unknown): FoundNode | undefined =>
    [`canvas[canvas-id="${String(id)}"]`, `#${String(id)}`].flatMap((selector) => seam.find(selector, within ? { within: within as Face } : {}))[0];

  kit.shapes.set("createCanvasContext", "canvasId:s!");
  wx.createCanvasContext = (id: unknown, within?: unknown) => new CanvasContext(seam, () => byId(id, within));
  kit.api("drawCanvas", "canvasId:s! actions:a! reserve:b", async (args) => {
    const context = new CanvasContext(seam, () => byId(args.canvasId));
    for (const command of args.actions as Command[]) context.push(command);
    await new Promise<void>((done) => context.draw(args.reserve === true, done));
  });
  wx.createContext = () => new CanvasContext(seam, () => undefined);
  wx.createOffscreenCanvas = (options?: unknown, ...old: unknown[]) => {
    const { width = 300, height = 150 } = (typeof options === "object" ? options : { width: options, height: old[0] }) as { width?: number; height?: number };
    return dressed(seam, new OffscreenCanvas(width, height));
  };

  // A second argument names the component the canvas stands in.
  const withScope = (name: string, shape: string, run: (args: Args, canvas: OffscreenCanvas, ratio: number) => unknown): void => {
    kit.api(name, shape, async (args, raw) => {
      const given = raw.canvas as OffscreenCanvas | undefined;
      const found = given ? undefined : byId(args.canvasId, raw.within);
      const canvas = given ?? (found && (await surface(seam, found)));
      if (!canvas) throw new Fail("canvas is empty");
      return run(args, canvas, fitted.get(canvas) ?? 1);
    });
    const api = wx[name] as (options: unknown) => unknown;
    wx[name] = (options: unknown, within?: unknown) => api(within === undefined || !callbacksOf(options) && typeof options !== "object" ? options : { ...(options as Args), within });
  };

  withScope("canvasToTempFilePath", "x:n y:n width:n height:n destWidth:n destHeight:n canvasId:s fileType:s quality:n canvas:o", async (args, canvas, ratio) => {
    const n = (name: string, otherwise: number): number => (args[name] as number | undefined) ?? otherwise;
    const x = n("x", 0), y = n("y", 0);
    const width = n("width", canvas.width / ratio - x), height = n("height", canvas.height / ratio - y);
    const jpeg = args.fileType === "jpg";
    const data = await picture(canvas, {
      x: x * ratio, y: y * ratio, width: width * ratio, height: height * ratio,
      destWidth: n("destWidth", width * seam.system.pixelRatio), destHeight: n("destHeight", height * seam.system.pixelRatio),
      type: jpeg ? "image/jpeg" : "image/png", quality: n("quality", 0.92),
    });
    const { path } = await kit.call("fs.temp", { data, extension: jpeg ? "jpg" : "png" });
    return { tempFilePath: path };
  });
  withScope("canvasGetImageData", "canvasId:s! x:n! y:n! width:n! height:n!", (args, canvas, ratio) => {
    const { x, y, width, height } = args as Record<string, number>;
    const target = new OffscreenCanvas(width ?? 1, height ?? 1).getContext("2d");
    target?.drawImage(canvas, (x ?? 0) * ratio, (y ?? 0) * ratio, (width ?? 1) * ratio, (height ?? 1) * ratio, 0, 0, width ?? 1, height ?? 1);
    return { width, height, data: target?.getImageData(0, 0, width ?? 1, height ?? 1).data };
  });
  withScope("canvasPutImageData", "canvasId:s! data:* x:n! y:n! width:n! height:n", async (args, canvas, ratio) => {
    const { x = 0, y = 0, width = 1 } = args as Record<string, number>;
    const data = new Uint8ClampedArray(args.data as Uint8ClampedArray);
    const bitmap = await createImageBitmap(new ImageData(data, width, data.length / 4 / width));
    canvas.getContext("2d")?.drawImage(bitmap, x * ratio, y * ratio, bitmap.width * ratio, bitmap.height * ratio);
  });
  kit.classes.set("CanvasContext", CanvasContext.prototype);
  kit.describe("OffscreenCanvas", "createImage getContext");
  kit.describe("Canvas", "cancelAnimationFrame createImage createImageData createPath2D getContext requestAnimationFrame toDataURL");
}
