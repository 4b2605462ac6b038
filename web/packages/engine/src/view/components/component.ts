/**
 * What a built-in component is to the view: a plain element with a small object behind it.
 *
 * A component never touches the node tree of the core. It is told properties and methods, draws inside its element,
 * and says what happened through its context.
 */

/** Everything a component may ask of the view around it. */
export interface ComponentContext {
  /** The node's number in the core. */
  readonly node: number;
  /** The tag as the template has it, "button". */
  readonly tag: string;
  readonly surroundings: Surroundings;
  /** Tell the program; bubbles only where the platform says so. */
  emit(type: string, detail?: unknown, options?: EmitOptions): void;
  /** The person changed a two-way property (`model:value`, and what the core believes of the element). */
  value(name: string, value: unknown): void;
  /** A trusted tap asks the host: share, getPhoneNumber, … Answers come to the node as events from the core. */
  open(openType: string, args?: Record<string, unknown>): void;
  /** `<navigator>`: to a page or another program; the core answers with success, fail and complete on the node. */
  navigate(target: Record<string, unknown>): void;
  /** A question to the host, for what only it can do (full screen, camera permission); rejects when refused. */
  call(name: string, data: unknown): Promise<unknown>;
  /** The address a picture, font or file of the program has in this document; "" for what may not be shown or isn't here yet. */
  resolve(source: string): string;
  /** The same, waiting for files that the host keeps (wxfile://, http://tmp/); "" when there is none. */
  load(source: string): Promise<string>;
  /** Style text of the program, made safe, with rpx and files in it resolved. */
  style(text: string): string;
  /** Does the program listen to this on the node itself? Saves work for events that come every frame. */
  listens(type: string): boolean;
  /** Run `done` at the next drawing; once for many calls with the same function. */
  frame(done: () => void): void;
  /** The nearest built-in component above with one of these tags. */
  above(...tags: string[]): Placed | null;
  /** Built-in components with one of these tags below, in document order. */
  below(...tags: string[]): Placed[];
}

/** What is the same for all components of a view. */
export interface Surroundings {
  theme(): "light" | "dark";
  language(): "zh_CN" | "en";
  /** The page's own layer for sheets that cover the page. */
  layer(inside: Element): HTMLElement;
  /** The built-in component that is exactly this element. */
  at(element: Element): Placed | null;
  reducedMotion(): boolean;
}

export interface EmitOptions {
  bubbles?: boolean;
  composed?: boolean;
  /** Properties beside `detail` (old events of canvas and map). */
  extra?: Record<string, unknown>;
}

/** A component where it stands. */
export interface Placed {
  readonly node: number;
  readonly tag: string;
  readonly element: HTMLElement;
  readonly component: Component;
}

/** Every member is optional: a view needs none of them. */
export interface Component {
  /** Where children of the template go; the element itself when absent. */
  readonly content?: HTMLElement;
  /**
   * A property was set; names come in camelCase ("hoverClass"), values as the template gives them.
   * It is called for equal values too: a field that the person changed goes back.
   */
  prop?(name: string, value: unknown): void;
  /** Once, after the first properties and children stand in the document. */
  ready?(): void;
  /** Children of `content` came, left or moved in the batch that just ended. */
  children?(): void;
  /** `wx.createVideoContext(...).play()`, `scrollTo` … by name. A `Handover` goes with its transfer list. */
  method?(name: string, args: Record<string, unknown>): unknown;
  /** Fields for `SelectorQuery.fields` beside those every element has (`scrollTop`, "node", "context"). */
  fields?(name: string): unknown;
  /** What a form collects; absent when the component is no field. */
  value?(): unknown;
  /** Back to what the program gave at first. */
  reset?(): void;
  /** A tap on the component or its label: a switch turns, a field takes the focus. `isSpent`: a control inside has taken it already. */
  activate?(isSpent?: boolean): void;
  /** A tap is refused (`disabled`), and no hover is shown. */
  disabled?(): boolean;
  /** The page went behind (false) or came back (true). */
  shown?(isShown: boolean): void;
  dispose?(): void;
}

/** A result that can only be given away whole (an OffscreenCanvas). */
export interface Handover {
  handover: unknown;
  transfer: Transferable[];
}

export type ComponentFactory = (element: HTMLElement, context: ComponentContext) => Component;

/** A boolean as the platform takes it: the text "false" is a text, and so true. */
export function truth(value: unknown): boolean {
  return Boolean(value);
}

/** A number as templates write it, or the one to use instead. */
export function number(value: unknown, instead: number): number {
  if (value === null || value === undefined || value === "") return instead;
  const parsed = typeof value === "number" ? value : Number.parseFloat(String(value));
  return Number.isFinite(parsed) ? parsed : instead;
}

export function text(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** An element of our own inside a component; `part` becomes its class, never one of the program's. */
export function part(name: string, tag = "div"): HTMLElement {
  const made = document.createElement(tag);
  made.className = `hutong-${name}`;
  return made;
}
