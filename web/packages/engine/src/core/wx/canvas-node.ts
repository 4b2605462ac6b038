/** A canvas as programs hold it: the real drawing surface, handed over by the view once, with what the platform adds to it. */
import type { CoreSeam, FoundNode } from "../seam";
import { fromBase64, toBase64 } from "./base";
import { settle } from "./conventions";
import type { Guard } from "./conventions";
import { kindOf } from "./shapes";

/** A surface can be handed over only once, so it is kept by the number of its node. */
const known = new Map<number, OffscreenCanvas>();

/** Wraps what the view gave for a node; anything but a canvas is wrapped as an object whose methods run in the view. */
export function canvasOf(seam: CoreSeam, found: FoundNode, value: unknown): unknown {
  const before = known.get(found.node);
  if (before) return before;
  if (typeof OffscreenCanvas !== "undefined" && value instanceof OffscreenCanvas) {
    known.set(found.node, value);
    return dressed(seam, value, found.node);
  }
  return value === undefined || value === null ? null : remote(seam, found.node, value);
}

/** What `createImage` gives: bytes come by the host, for the worker has no network. */
export class CanvasImage {
  width = 0;
  height = 0;
  complete = false;
  onload: unknown = null;
  onerror: unknown = null;
  bitmap: ImageBitmap | undefined;
  #src = "";

  constructor(private readonly seam: CoreSeam) {}

  get src(): string {
    return this.#src;
  }

  set src(value: string) {
    this.#src = value;
    this.complete = false;
    void this.#load(value);
  }

  async #load(src: string): Promise<void> {
    try {
      const bytes = src.startsWith("data:") ? dataOf(src) : ((await this.seam.call("bytes", { src })) as { data: ArrayBuffer }).data;
      const bitmap = await createImageBitmap(new Blob([bytes]));
      if (src !== this.#src) return;
      Object.assign(this, { bitmap, width: bitmap.width, height: bitmap.height, complete: true });
      this.#tell(this.onload, { type: "load", target: this });
    } catch (problem) {
      this.#tell(this.onerror, { type: "error", errMsg: String((problem as { errMsg?: string }).errMsg ?? problem) });
    }
  }

  #tell(listener: unknown, event: unknown): void {
    // Programs look at `this` in it, as they would in a browser.
    if (typeof listener === "function") this.seam.guard((listener as (event: unknown) => unknown).bind(this), event);
  }
}

function dataOf(src: string): ArrayBuffer {
  const [head = "", ...rest] = src.split(",");
  const body = rest.join(",");
  return head.endsWith(";base64") ? fromBase64(body) : (new TextEncoder().encode(decodeURIComponent(body)).buffer as ArrayBuffer);
}

const plain = (image: unknown): unknown => (image instanceof CanvasImage ? image.bitmap : image);

/** Adds what the platform's canvas has beyond a surface. */
export function dressed(seam: CoreSeam, canvas: OffscreenCanvas, node?: number): OffscreenCanvas {
  const context = canvas.getContext.bind(canvas) as (kind: string, options?: unknown) => Record<string, unknown> | null;
  const patched = new WeakSet<object>();
  const frame = globalThis.requestAnimationFrame ?? ((run: (at: number) => void) => setTimeout(() => run(Date.now()), 16));
  const cancel = globalThis.cancelAnimationFrame ?? clearTimeout;
  return Object.assign(canvas, {
    getContext: (kind: string, options?: unknown) => {
      const found = context(kind, options);
      if (found && !patched.has(found)) {
        patched.add(found);
        unwrapImages(found);
        if (!("canvas" in found)) found.canvas = canvas;
      }
      return found;
    },
    createImage: () => new CanvasImage(seam),
    createPath2D: (path?: string | Path2D) => new Path2D(path),
    createImageData: (...args: [number, number] | [ImageData]) => (typeof args[0] === "number" ? new ImageData(args[0], args[1] ?? 1) : new ImageData(args[0].width, args[0].height)),
    requestAnimationFrame: (callback: (at: number) => void) => frame((at: number) => void seam.guard(callback, at)),
    cancelAnimationFrame: (handle: number) => cancel(handle),
    // The surface answers with bytes only later; a picture of the last drawing state is what can be given at once.
    toDataURL: () => dataUrlOf(canvas),
    _node: node,
  });
}

/** Functions that take a picture also take ours. */
function unwrapImages(context: Record<string, unknown>): void {
  for (const name of ["drawImage", "createPattern"]) {
    const run = context[name] as ((image: unknown, ...rest: unknown[]) => unknown) | undefined;
    if (run) context[name] = (image: unknown, ...rest: unknown[]) => (plain(image) ? run.call(context, plain(image), ...rest) : null);
  }
  for (const name of ["texImage2D", "texSubImage2D"]) {
    const run = context[name] as ((...all: unknown[]) => unknown) | undefined;
    if (run) context[name] = (...all: unknown[]) => run.apply(context, all.map(plain));
  }
}

/** A bitmap file needs no compression, so that it can be written at once. */
function dataUrlOf(canvas: OffscreenCanvas): string {
  const context = canvas.getContext("2d");
  const { width, height } = canvas;
  if (!context || width === 0 || height === 0) return "data:,";
  const { data } = context.getImageData(0, 0, width, height);
  const file = new DataView(new ArrayBuffer(122 + data.length));
  const head: [number, number][] = [
    [2, file.byteLength], [10, 122], [14, 108], [18, width], [22, -height], [30, 3], [34, data.length],
    [54, 0xff], [58, 0xff00], [62, 0xff0000], [66, 0xff000000], [70, 0x57696e20],
  ];
  file.setUint16(0, 0x424d);
  for (const [at, value] of head) file.setInt32(at, value, true);
  file.setUint16(26, 1, true);
  file.setUint16(28, 32, true);
  new Uint8Array(file.buffer).set(data, 122);
  return `data:image/bmp;base64,${toBase64(file.buffer)}`;
}

/** What can travel of an argument. */
export const withoutFunctions = (options: object): Record<string, unknown> => Object.fromEntries(Object.entries(options).filter(([, value]) => typeof value !== "function"));

/** A player, scroll-view or editor: each method is sent to the component in the view. */
function remote(seam: CoreSeam, node: number, value: unknown): unknown {
  const facts = typeof value === "object" ? (value as Record<string, unknown>) : {};
  const methods = Array.isArray(facts.methods) ? (facts.methods as string[]) : [];
  const made: Record<string, unknown> = { ...facts };
  delete made.methods;
  const guard: Guard = (callback, ...args) => (typeof callback === "function" ? seam.guard(callback as (...all: unknown[]) => unknown, ...args) : undefined);
  for (const name of methods) {
    made[name] = (...args: unknown[]) =>
      kindOf(args[0]) === "Object"
        ? settle(name, args[0], guard, () => seam.method(node, name, [withoutFunctions(args[0] as object)]))
        : seam.method(node, name, args.filter((one) => typeof one !== "function"));
  }
  return made;
}

/** Pictures of a canvas: bytes of the whole or of a part, scaled. */
export async function picture(canvas: OffscreenCanvas, part: { x: number; y: number; width: number; height: number; destWidth: number; destHeight: number; type: string; quality: number }): Promise<ArrayBuffer> {
  const target = new OffscreenCanvas(Math.max(1, Math.round(part.destWidth)), Math.max(1, Math.round(part.destHeight)));
  const context = target.getContext("2d");
  if (part.type === "image/jpeg" && context) {
    context.fillStyle = "#fff";
    context.fillRect(0, 0, target.width, target.height);
  }
  context?.drawImage(canvas, part.x, part.y, part.width, part.height, 0, 0, target.width, target.height);
  const blob = await target.convertToBlob({ type: part.type, quality: part.quality });
  return blob.arrayBuffer();
}

export const surfaceOf = (node: number): OffscreenCanvas | undefined => known.get(node);

export async function surface(seam: CoreSeam, found: FoundNode): Promise<OffscreenCanvas | undefined> {
  if (!known.has(found.node)) {
    const [[answer] = []] = await seam.query(seam.pageOf(), [{ nodes: [found.node], single: true, fields: { node: true } }]);
    canvasOf(seam, found, answer?.node);
  }
  return known.get(found.node);
}
