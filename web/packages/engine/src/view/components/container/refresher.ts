/** The refresher of a scroll view: pulled by hand or set off by `refresher-triggered`. */
import { followDrag, PullModel } from "../../pull";
import { number, part, text, truth } from "../component";
import type { ComponentContext } from "../component";

export class Refresher {
  private readonly model = new PullModel(45);
  private readonly holder = part("refresher");
  private readonly dots = part("dots");
  private undo: (() => void) | null = null;

  constructor(
    private readonly element: HTMLElement,
    private readonly area: HTMLElement,
    private readonly context: ComponentContext,
  ) {
    this.dots.append(part("dot"), part("dot"), part("dot"));
    this.holder.append(this.dots);
  }

  prop(name: string, value: unknown): void {
    if (name === "refresherEnabled") this.enable(truth(value));
    else if (name === "refresherThreshold") this.model.threshold = number(value, 45);
    else if (name === "refresherBackground") this.holder.style.backgroundColor = text(value);
    else if (name === "refresherDefaultStyle") {
      this.dots.classList.toggle("hutong-light", text(value) === "white");
      this.dots.hidden = text(value) === "none";
    } else if (name === "refresherTriggered") this.trigger(truth(value));
  }

  private enable(isOn: boolean): void {
    if (!isOn) return this.dispose();
    if (this.undo !== null) return;
    this.element.prepend(this.holder);
    this.element.dataset["pull"] = "own";
    this.undo = followDrag(this.area, {
      begin: (x, y) => this.model.begin(x, y, this.area.scrollTop <= 0),
      move: (x, y) => this.pulled(x, y),
      end: () => this.released(),
    });
  }

  private pulled(x: number, y: number): boolean {
    const isTaken = this.model.move(x, y, this.area.scrollTop <= 0);
    if (!isTaken) return false;
    this.draw(false);
    this.context.emit("refresherpulling", { dy: this.model.offset });
    return true;
  }

  private released(): void {
    const dy = this.model.offset;
    const then = this.model.end();
    if (then === "none") return;
    this.draw(true);
    if (then === "refresh") {
      this.context.value("refresherTriggered", true);
      this.context.emit("refresherrefresh", { dy });
    } else this.context.emit("refresherabort", { dy });
  }

  private trigger(isOn: boolean): void {
    if (isOn === (this.model.phase === "refreshing")) return;
    if (isOn) {
      this.model.hold();
      this.context.emit("refresherrefresh", { dy: this.model.offset });
    } else {
      this.model.rest();
      this.context.emit("refresherrestore", { dy: 0 });
    }
    this.draw(true);
  }

  /** What the program draws itself, `slot="refresher"`. */
  collectSlot(): void {
    const own = this.area.querySelector<HTMLElement>(':scope > [data-slot="refresher"]');
    if (own !== null) this.holder.append(own);
  }

  private draw(isSmooth: boolean): void {
    this.area.classList.toggle("hutong-settling", isSmooth);
    this.area.style.transform = this.model.offset > 0 ? `translateY(${String(this.model.offset)}px)` : "";
    this.holder.style.height = `${String(Math.max(this.model.offset, this.model.threshold))}px`;
    this.dots.classList.toggle("hutong-on", this.model.offset > 0);
    this.dots.classList.toggle("hutong-busy", this.model.phase === "refreshing");
  }

  dispose(): void {
    this.undo?.();
    this.undo = null;
    this.holder.remove();
  }
}
