/**
 * The operation stream: what the core tells the view about the tree, one flat array a flush.
 *
 * Each operation is its code followed by its operands; `ARITY` says how many. Node numbers are positive
 * integers given by the core and never used again within one program. A component whose host is virtual has
 * a number too (it owns nodes), but no element.
 */
export const Op = {
  /** node, tag, owner: a built-in element ("view"); owner is the node number of the component whose template it stands in. */
  ELEMENT: 1,
  /** node, text */
  TEXT: 2,
  /** node, text */
  SET_TEXT: 3,
  /** parent, child: at the end */
  APPEND: 4,
  /** parent, child, before */
  INSERT: 5,
  /** parent, child: out of the tree, but alive */
  REMOVE: 6,
  /** node: it will not be spoken of again; each node of a dropped tree is released on its own */
  RELEASE: 7,
  /** parent, new, old */
  REPLACE: 8,
  /** node, tag, owner, path: the host element of a custom component written as <tag>; path names its ComponentInfo */
  HOST: 9,
  /** node, name, value: a property of a built-in as the template gives it; equal values are sent again on purpose */
  PROP: 10,
  /** node, whole class text, scope prefixes already in */
  CLASS: 11,
  /** node, whole css text */
  STYLE: 12,
  /** node, id */
  ID: 13,
  /** node, name in camel case, value */
  DATASET: 14,
  /** node, name */
  REMOVE_PROP: 15,
  /** node, name, on (boolean): two-way binding: tell changes of this property with a "value" message */
  MODEL: 16,
  /** node, owner, path: a component with a virtual host: no element, but WXS of its template has it as owner */
  VIRTUAL: 17,
  /** node, type, flags (see Listen): the whole of what is listened for on this node and type; 0 takes it away */
  LISTEN: 20,
  /** node, type, flags, module, function, owner */
  WXS_HANDLER: 21,
  /** node, property, module, function, owner: run with (new, old, owner, instance) at each PROP of that name */
  WXS_CHANGE: 22,
  /** page, root node, path, options (PageOptions): a page, not yet visible */
  PAGE: 30,
  /** page, animation ("push" | "pop" | "none") */
  PAGE_SHOW: 31,
  /** page, animation */
  PAGE_HIDE: 32,
  /** page, animation: with everything in it (RELEASE of its nodes follows) */
  PAGE_DROP: 33,
  /** page, list of ComponentInfo paths whose sheets must be there, in this order ("" is the app's own) */
  STYLES: 34,
  /** list of nodes, keyframes, options, call number (answered when done) */
  ANIMATE: 40,
  /** node, name, list of arguments, call number (0: nobody waits) */
  METHOD: 41,
} as const;

export type OpCode = (typeof Op)[keyof typeof Op];

/** How many operands follow each code. */
export const ARITY: Readonly<Record<number, number>> = {
  [Op.ELEMENT]: 3,
  [Op.TEXT]: 2,
  [Op.SET_TEXT]: 2,
  [Op.APPEND]: 2,
  [Op.INSERT]: 3,
  [Op.REMOVE]: 2,
  [Op.RELEASE]: 1,
  [Op.REPLACE]: 3,
  [Op.HOST]: 4,
  [Op.PROP]: 3,
  [Op.CLASS]: 2,
  [Op.STYLE]: 2,
  [Op.ID]: 2,
  [Op.DATASET]: 3,
  [Op.REMOVE_PROP]: 2,
  [Op.MODEL]: 3,
  [Op.VIRTUAL]: 3,
  [Op.LISTEN]: 3,
  [Op.WXS_HANDLER]: 6,
  [Op.WXS_CHANGE]: 5,
  [Op.PAGE]: 4,
  [Op.PAGE_SHOW]: 2,
  [Op.PAGE_HIDE]: 2,
  [Op.PAGE_DROP]: 2,
  [Op.STYLES]: 2,
  [Op.ANIMATE]: 4,
  [Op.METHOD]: 4,
};

/** Flags of LISTEN and WXS_HANDLER. */
export const Listen = { BIND: 1, CATCH: 2, CAPTURE: 4, CAPTURE_CATCH: 8, MUT: 16 } as const;

export type Ops = unknown[];

/** Options of PAGE: what the view needs to know of a page before its first node. */
export interface PageOptions {
  scope: string;
  backgroundColor?: string;
  backgroundColorContent?: string;
  backgroundTextStyle?: "dark" | "light";
  enablePullDownRefresh: boolean;
  onReachBottomDistance: number;
  disableScroll: boolean;
  /** Only when the page handles it, so that scrolling costs nothing otherwise. */
  wantsScroll: boolean;
  wantsReachBottom: boolean;
  /** "custom" pages draw under the capsule: the view leaves no room for a navigation bar. */
  navigationStyle: "default" | "custom";
  /** A tab page with the host's own tab bar below it. */
  hasTabBar: boolean;
  /** Look of the built-ins: "v2" as app.json or page.json say. */
  style: string;
}
