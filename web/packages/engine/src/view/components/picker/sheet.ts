/** The bottom sheet of a picker: a title, two answers and one wheel for each column, inside the program's frame. */
import { part, type Surroundings } from "../component";
import type { Choosing } from "./modes";
import { Wheel } from "./wheel";

export interface SheetOptions {
  surroundings: Surroundings;
  opener: HTMLElement;
  title: string;
  turned(column: number, index: number): void;
  confirmed(): void;
  cancelled(): void;
}

interface Column {
  port: HTMLElement;
  track: HTMLElement;
  wheel: Wheel;
  words: string[];
}

const ITEM_HEIGHT = 44;
const GHOST_MS = 300;
const WORDS = { zh_CN: { cancel: "取消", confirm: "确定", column: "第 {n} 列" }, en: { cancel: "Cancel", confirm: "Confirm", column: "Column {n}" } };

export class Sheet {
  readonly #root = part("sheet");
  readonly #panel = part("sheet-panel");
  readonly #row = part("sheet-wheels");
  readonly #options: SheetOptions;
  readonly #words: (typeof WORDS)["en"];
  #columns: Column[] = [];
  #isOpen = true;
  readonly #openedAt = performance.now();

  constructor(options: SheetOptions, choosing: Choosing) {
    this.#options = options;
    this.#words = WORDS[options.surroundings.language()];
    const head = part("sheet-head");
    const title = part("sheet-title");
    title.textContent = options.title;
    head.append(this.#answer("cancel", options.cancelled), title, this.#answer("confirm", options.confirmed));
    this.#panel.append(head, this.#row);
    this.#panel.role = "dialog";
    this.#panel.ariaModal = "true";
    this.#panel.ariaLabel = options.title || this.#words.confirm;
    const scrim = part("sheet-scrim");
    scrim.addEventListener("click", this.#unlessGhost(options.cancelled));
    this.#root.append(scrim, this.#panel);
    this.#root.addEventListener("keydown", this.#press);
    options.surroundings.layer(options.opener).append(this.#root);
    this.show(choosing);
    this.#columns[0]?.port.focus({ preventScroll: true });
    requestAnimationFrame(() => this.#root.classList.add("hutong-sheet-open"));
  }

  /** Draw the columns that are not as they were, and put every wheel that rests on its place. */
  show(choosing: Choosing): void {
    while (this.#columns.length > choosing.columns.length) this.#columns.pop()?.port.remove();
    choosing.columns.forEach((words, at) => {
      const column = this.#columns[at] ?? this.#add(at);
      const isSame = words.length === column.words.length && words.every((word, index) => word === column.words[index]);
      if (!isSame) {
        column.words = words;
        column.track.replaceChildren(...words.map(line));
      }
      const index = choosing.indexes[at] ?? 0;
      if (!isSame || column.wheel.index !== index) column.wheel.set(index);
      this.#speak(at);
    });
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#root.classList.remove("hutong-sheet-open");
    setTimeout(() => this.#root.remove(), this.#options.surroundings.reducedMotion() ? 0 : 220);
    this.#options.opener.focus({ preventScroll: true });
  }

  #answer(kind: "cancel" | "confirm", answer: () => void): HTMLElement {
    const button = part(`sheet-${kind}`, "button") as HTMLButtonElement;
    button.type = "button";
    button.textContent = this.#words[kind];
    button.addEventListener("click", this.#unlessGhost(answer));
    return button;
  }

  /** The tap that opened the sheet is followed by a click on whatever then stands there: it means nothing. */
  #unlessGhost(answer: () => void): () => void {
    return () => {
      if (performance.now() - this.#openedAt > GHOST_MS) answer();
    };
  }

  #add(at: number): Column {
    const port = part("sheet-wheel");
    const track = part("sheet-items");
    port.tabIndex = 0;
    port.role = "spinbutton";
    port.ariaLabel = this.#words.column.replace("{n}", String(at + 1));
    port.append(track);
    this.#row.append(port);
    const column: Column = {
      port,
      track,
      words: [],
      wheel: new Wheel({
        port,
        track,
        count: () => column.words.length,
        item: () => ITEM_HEIGHT,
        reducedMotion: () => this.#options.surroundings.reducedMotion(),
        turned: (index) => {
          this.#speak(at);
          this.#options.turned(at, index);
        },
      }),
    };
    this.#columns.push(column);
    return column;
  }

  #speak(at: number): void {
    const column = this.#columns[at];
    if (!column) return;
    column.port.ariaValueNow = String(column.wheel.index);
    column.port.ariaValueText = column.words[column.wheel.index] ?? "";
    column.port.ariaValueMax = String(Math.max(0, column.words.length - 1));
    column.port.ariaValueMin = "0";
  }

  #press = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === "Escape") this.#options.cancelled();
    if (event.key === "Enter" && !(event.target instanceof HTMLButtonElement)) this.#options.confirmed();
    if (event.key !== "Tab") return;
    const stops = [...this.#panel.querySelectorAll<HTMLElement>("button, [tabindex='0']")];
    const now = stops.indexOf(document.activeElement as HTMLElement);
    event.preventDefault();
    stops[(now + (event.shiftKey ? -1 : 1) + stops.length) % stops.length]?.focus();
  };
}

function line(word: string): HTMLElement {
  const made = part("sheet-item");
  made.textContent = word;
  return made;
}
