/** The dots of a swiper; programs restyle them by the platform's class names. */
import { part } from "../component";

export interface DotsState {
  isOn: boolean;
  count: number;
  current: number;
  shown: number;
  isVertical: boolean;
  color: string;
  active: string;
}

export class Dots {
  private readonly bar = part("swiper-dots wx-swiper-dots");
  private state: DotsState | null = null;

  constructor(private readonly chosen: (index: number) => void) {
    this.bar.setAttribute("aria-hidden", "true");
  }

  draw(parent: HTMLElement, state: DotsState): void {
    this.state = state;
    if (!state.isOn) return this.bar.remove();
    if (this.bar.parentNode !== parent) parent.append(this.bar);
    this.bar.classList.toggle("wx-swiper-dots-horizontal", !state.isVertical);
    this.bar.classList.toggle("wx-swiper-dots-vertical", state.isVertical);
    while (this.bar.childElementCount > state.count) this.bar.lastElementChild?.remove();
    while (this.bar.childElementCount < state.count) this.bar.append(this.dot(this.bar.childElementCount));
    this.mark(state.current);
  }

  private dot(index: number): HTMLElement {
    const dot = part("swiper-dot wx-swiper-dot");
    dot.addEventListener("click", () => this.chosen(index));
    return dot;
  }

  mark(current: number): void {
    const state = this.state;
    if (state === null) return;
    [...this.bar.children].forEach((dot, index) => {
      const isActive = index >= current && index < current + state.shown;
      dot.classList.toggle("wx-swiper-dot-active", isActive);
      if (dot instanceof HTMLElement) dot.style.backgroundColor = isActive ? state.active : state.color;
    });
  }
}
