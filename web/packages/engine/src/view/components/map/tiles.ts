/** Picture tiles under a map, where the operator has named a source of them. */
import { part } from "../component";
import { project, world, type Camera } from "./mercator";

const TILE = 256;

export class Tiles {
  readonly layer = part("map-tiles");
  #shown = new Map<string, HTMLImageElement>();

  constructor(
    readonly template: string,
    readonly resolve: (source: string) => string,
  ) {}

  draw(camera: Camera): void {
    const level = Math.max(0, Math.min(20, Math.round(camera.scale)));
    const grown = world(camera.scale) / world(level);
    const size = TILE * grown;
    const count = 2 ** level;
    const middle = project(camera.centre, camera.scale);
    const origin = { x: middle.x - camera.width / 2, y: middle.y - camera.height / 2 };
    const kept = new Set<string>();
    for (let row = Math.max(0, Math.floor(origin.y / size)); row * size < origin.y + camera.height && row < count; row += 1) {
      for (let column = Math.floor(origin.x / size); column * size < origin.x + camera.width; column += 1) {
        const key = `${String(level)}/${String(column)}/${String(row)}`;
        kept.add(key);
        const image = this.#shown.get(key) ?? this.#load(key, level, ((column % count) + count) % count, row);
        image.style.transform = `translate(${String(column * size - origin.x)}px,${String(row * size - origin.y)}px)`;
        image.style.width = image.style.height = `${String(Math.ceil(size))}px`;
      }
    }
    for (const [key, image] of this.#shown) {
      if (kept.has(key)) continue;
      image.remove();
      this.#shown.delete(key);
    }
  }

  #load(key: string, z: number, x: number, y: number): HTMLImageElement {
    const image = document.createElement("img");
    image.className = "hutong-map-tile";
    image.alt = "";
    image.src = this.resolve(this.template.replace("{z}", String(z)).replace("{x}", String(x)).replace("{y}", String(y)));
    this.layer.append(image);
    this.#shown.set(key, image);
    return image;
  }
}
