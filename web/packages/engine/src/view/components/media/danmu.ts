/** Remarks that run over a video. */
import { number, part, text } from "../component";

interface Remark {
  text: string;
  color: string;
  time: number;
}

const LANES = 4;
const LANE_HEIGHT = 28;

export class Danmu {
  readonly layer = part("danmu");
  #remarks: Remark[] = [];
  #last = 0;
  #lane = 0;
  #isShown = false;

  constructor(readonly isStill: () => boolean) {
    this.layer.ariaHidden = "true";
  }

  list(given: unknown): void {
    this.#remarks = Array.isArray(given) ? given.map(remark) : [];
  }

  show(isShown: boolean): void {
    this.#isShown = isShown;
    if (!isShown) this.layer.replaceChildren();
  }

  /** The video stands at `now`: what was due since it was last asked begins to run. */
  at(now: number): void {
    if (now < this.#last || now - this.#last > 2) this.#last = now - 0.3;
    for (const one of this.#remarks) if (one.time > this.#last && one.time <= now) this.#run(one);
    this.#last = now;
  }

  send(given: unknown): void {
    this.#run(remark(given));
  }

  #run(one: Remark): void {
    if (!this.#isShown || one.text === "") return;
    const line = part("danmu-line");
    line.textContent = one.text;
    line.style.color = one.color;
    line.style.top = `${String(8 + (this.#lane++ % LANES) * LANE_HEIGHT)}px`;
    this.layer.append(line);
    const way = this.layer.clientWidth + line.clientWidth;
    const frames = this.isStill() ? [{ opacity: 1 }, { opacity: 1 }] : [{ transform: "none" }, { transform: `translateX(${String(-way)}px)` }];
    line.classList.toggle("hutong-danmu-still", this.isStill());
    line.animate(frames, { duration: 8_000 }).onfinish = () => line.remove();
  }
}

function remark(given: unknown): Remark {
  const one = (typeof given === "object" && given !== null ? given : {}) as Record<string, unknown>;
  return { text: text(one["text"]), color: text(one["color"]) || "#fff", time: number(one["time"], 0) };
}
