/** `<progress>`: a bar that may run to its value. */
import { lengthPx } from "../../style";
import { number, part, text, truth } from "../component";
import type { ComponentFactory } from "../component";

const px = (value: unknown, instead: number): string => `${String(lengthPx(typeof value === "number" ? value : text(value), window.innerWidth, instead))}px`;

export const progress: ComponentFactory = (element, context) => {
  const bar = part("progress-bar wx-progress-bar");
  const inner = part("progress-inner wx-progress-inner-bar");
  const info = part("progress-info wx-progress-info");
  bar.append(inner);
  element.append(bar);
  element.setAttribute("role", "progressbar");
  element.setAttribute("aria-valuemin", "0");
  element.setAttribute("aria-valuemax", "100");
  const state = { percent: 0, shown: 0, isActive: false, isForwards: false, duration: 30, run: 0, hasInfo: false };

  const draw = (): void => {
    inner.style.width = `${String(state.shown)}%`;
    info.textContent = `${String(Math.round(state.shown))}%`;
    element.setAttribute("aria-valuenow", String(state.percent));
  };
  const start = (): void => {
    const run = ++state.run;
    if (!state.isActive) {
      state.shown = state.percent;
      return draw();
    }
    if (!state.isForwards || state.shown > state.percent) state.shown = 0;
    const from = state.shown;
    const begun = performance.now();
    const step = (now: number): void => {
      if (run !== state.run) return;
      state.shown = Math.min(state.percent, from + Math.max(0, now - begun) / Math.max(1, state.duration));
      draw();
      if (state.shown < state.percent) requestAnimationFrame(step);
      else context.emit("activeend", { curPercent: state.percent });
    };
    requestAnimationFrame(step);
  };

  const setters: Record<string, (value: unknown) => void> = {
    percent: (value) => {
      state.percent = Math.min(100, Math.max(0, number(value, 0)));
      start();
    },
    active: (value) => {
      const was = state.isActive;
      state.isActive = truth(value);
      if (state.isActive && !was && state.percent > 0) start();
    },
    activeMode: (value) => void (state.isForwards = value === "forwards"),
    duration: (value) => void (state.duration = number(value, 30)),
    showInfo: (value) => {
      if (truth(value)) element.append(info);
      else info.remove();
    },
    strokeWidth: (value) => void (bar.style.height = px(value, 6)),
    borderRadius: (value) => {
      bar.style.borderRadius = px(value, 0);
      inner.style.borderRadius = px(value, 0);
    },
    fontSize: (value) => void (info.style.fontSize = px(value, 16)),
    color: (value) => void (inner.style.backgroundColor = text(value)),
    activeColor: (value) => void (inner.style.backgroundColor = text(value)),
    backgroundColor: (value) => void (bar.style.backgroundColor = text(value)),
  };
  draw();
  return { prop: (name, value) => setters[name]?.(value) };
};
