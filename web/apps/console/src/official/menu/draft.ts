/**
 * A menu while it is being edited: at most three buttons with at most five sub-buttons each.
 *
 * Every function returns a new draft; the view keeps the current one and draws it.
 */
import { byteLength } from "../../shared/bytes";
import { fieldsOf, isButtonType } from "./wire";
import type { ButtonField, ButtonType, WireButton, WireMenu } from "./wire";

export const limits = {
  buttons: 3,
  children: 5,
  nameBytes: 16,
  childNameBytes: 60,
  keyBytes: 128,
  urlBytes: 1024,
} as const;

export interface DraftButton {
  name: string;
  type: ButtonType;
  fields: Record<ButtonField, string>;
  children: DraftButton[];
}

export interface Draft {
  buttons: DraftButton[];
}

/** "0" is the first button, "1.2" the third sub-button of the second. */
export type Position = string;

export interface DraftProblem {
  position: Position;
  field: "name" | ButtonField;
  code: "required" | "too_many_bytes" | "not_a_url" | "upper_case";
  params: Record<string, number>;
}

const noFields: Record<ButtonField, string> = {
  key: "",
  url: "",
  media_id: "",
  article_id: "",
  value: "",
  appid: "",
  pagepath: "",
};

export const emptyDraft: Draft = { buttons: [] };

export function newButton(name = ""): DraftButton {
  return { name, type: "click", fields: { ...noFields }, children: [] };
}

export function fromWire(menu: WireMenu): Draft {
  return { buttons: menu.buttons.map(fromWireButton) };
}

function fromWireButton(button: WireButton): DraftButton {
  const fields = { ...noFields };
  for (const field of Object.keys(noFields) as ButtonField[]) fields[field] = button[field] ?? "";
  return {
    name: button.name,
    type: isButtonType(button.type) ? button.type : "click",
    fields,
    children: (button.sub_button ?? []).map(fromWireButton),
  };
}

export function toWire(draft: Draft): WireMenu {
  return { buttons: draft.buttons.map(toWireButton) };
}

function toWireButton(button: DraftButton): WireButton {
  // A button that opens sub-buttons has no action of its own; the wire leaves its type out.
  if (button.children.length > 0) return { name: button.name, sub_button: button.children.map(toWireButton) };
  const wire: WireButton = { type: button.type, name: button.name };
  for (const field of fieldsOf[button.type]) {
    if (button.fields[field] !== "") wire[field] = button.fields[field];
  }
  return wire;
}

export function isSame(left: Draft, right: Draft): boolean {
  return JSON.stringify(toWire(left)) === JSON.stringify(toWire(right));
}

/** How many buttons, counted with their sub-buttons, are not as they were published. */
export function changesBetween(published: Draft, draft: Draft): number {
  const before = spellings(published);
  const after = spellings(draft);
  const positions = new Set([...before.keys(), ...after.keys()]);
  return [...positions].filter((position) => before.get(position) !== after.get(position)).length;
}

function spellings(draft: Draft): Map<Position, string> {
  return new Map(
    walk(draft).map(({ position, button }) => {
      const wire = toWireButton({ ...button, children: [] });
      return [position, button.children.length > 0 ? button.name : JSON.stringify(wire)];
    }),
  );
}

export interface Place {
  position: Position;
  button: DraftButton;
  isChild: boolean;
}

export function walk(draft: Draft): Place[] {
  return draft.buttons.flatMap((button, index) => [
    { position: `${index}`, button, isChild: false },
    ...button.children.map((child, childIndex) => ({
      position: `${index}.${childIndex}`,
      button: child,
      isChild: true,
    })),
  ]);
}

export function at(draft: Draft, position: Position): DraftButton | undefined {
  const [index, childIndex] = parse(position);
  const button = draft.buttons[index];
  return childIndex === undefined ? button : button?.children[childIndex];
}

export function isChild(position: Position): boolean {
  return position.includes(".");
}

export function change(draft: Draft, position: Position, edit: (button: DraftButton) => DraftButton): Draft {
  const [index, childIndex] = parse(position);
  return {
    buttons: draft.buttons.map((button, place) => {
      if (place !== index) return button;
      if (childIndex === undefined) return edit(button);
      return { ...button, children: button.children.map((child, nth) => (nth === childIndex ? edit(child) : child)) };
    }),
  };
}

/** Add a button after the last one; adding a fourth changes nothing. */
export function addButton(draft: Draft, name: string): [Draft, Position | null] {
  if (draft.buttons.length >= limits.buttons) return [draft, null];
  return [{ buttons: [...draft.buttons, newButton(name)] }, `${draft.buttons.length}`];
}

/** Add a sub-button; adding a sixth changes nothing. */
export function addChild(draft: Draft, index: number, name: string): [Draft, Position | null] {
  const parent = draft.buttons[index];
  if (parent === undefined || parent.children.length >= limits.children) return [draft, null];
  const grown = change(draft, `${index}`, (button) => ({ ...button, children: [...button.children, newButton(name)] }));
  return [grown, `${index}.${parent.children.length}`];
}

export function remove(draft: Draft, position: Position): Draft {
  const [index, childIndex] = parse(position);
  if (childIndex === undefined) return { buttons: draft.buttons.filter((_, place) => place !== index) };
  return change(draft, `${index}`, (button) => ({
    ...button,
    children: button.children.filter((_, place) => place !== childIndex),
  }));
}

/** Move a button one place up (-1) or down (+1) among its siblings. */
export function move(draft: Draft, position: Position, by: -1 | 1): [Draft, Position] {
  const [index, childIndex] = parse(position);
  if (childIndex === undefined) {
    const buttons = swapped(draft.buttons, index, index + by);
    return buttons === null ? [draft, position] : [{ buttons }, `${index + by}`];
  }
  const children = swapped(draft.buttons[index]?.children ?? [], childIndex, childIndex + by);
  if (children === null) return [draft, position];
  return [change(draft, `${index}`, (button) => ({ ...button, children })), `${index}.${childIndex + by}`];
}

/**
 * Take the button at `from` to where `to` stands: a button among the buttons, a sub-button among any sub-buttons.
 * What would not fit is left as it is. Answers the draft and where the button stands now.
 */
export function place(draft: Draft, from: Position, to: Position): [Draft, Position] {
  const moved = at(draft, from);
  if (moved === undefined || at(draft, to) === undefined || from === to || isChild(from) !== isChild(to))
    return [draft, from];
  const [source, child] = parse(from);
  const [target, childTarget] = parse(to);
  if (child === undefined || childTarget === undefined) {
    const rest = draft.buttons.filter((_, nth) => nth !== source);
    return [{ buttons: inserted(rest, target, moved) }, `${target}`];
  }
  const isFull = (draft.buttons[target]?.children.length ?? 0) >= limits.children;
  if (source !== target && isFull) return [draft, from];
  const lifted = change(draft, `${source}`, (button) => ({
    ...button,
    children: button.children.filter((_, nth) => nth !== child),
  }));
  const laid = change(lifted, `${target}`, (button) => ({
    ...button,
    children: inserted(button.children, childTarget, moved),
  }));
  return [laid, `${target}.${childTarget}`];
}

export function nameLimit(position: Position): number {
  return isChild(position) ? limits.childNameBytes : limits.nameBytes;
}

/** Everything that publishing would refuse, in the order the buttons stand. */
export function problemsOf(draft: Draft): DraftProblem[] {
  return walk(draft).flatMap(({ position, button }) => [
    ...nameProblems(position, button.name),
    ...(button.children.length > 0 ? [] : fieldProblems(position, button)),
  ]);
}

function nameProblems(position: Position, name: string): DraftProblem[] {
  if (name.trim() === "") return [{ position, field: "name", code: "required", params: {} }];
  return tooLong(position, "name", name, nameLimit(position));
}

function fieldProblems(position: Position, button: DraftButton): DraftProblem[] {
  return fieldsOf[button.type].flatMap((field): DraftProblem[] => {
    const value = button.fields[field];
    if (value.trim() === "") return [{ position, field, code: "required", params: {} }];
    if (field === "key") return tooLong(position, field, value, limits.keyBytes);
    if (field === "appid" && value !== value.toLowerCase())
      return [{ position, field, code: "upper_case", params: {} }];
    if (field !== "url") return [];
    if (!/^https?:\/\/[^\s/]/.test(value)) return [{ position, field, code: "not_a_url", params: {} }];
    return tooLong(position, field, value, limits.urlBytes);
  });
}

function tooLong(position: Position, field: DraftProblem["field"], text: string, limit: number): DraftProblem[] {
  const bytes = byteLength(text);
  return bytes <= limit ? [] : [{ position, field, code: "too_many_bytes", params: { bytes, limit } }];
}

function parse(position: Position): [number, number | undefined] {
  const [index, childIndex] = position.split(".");
  return [Number(index), childIndex === undefined ? undefined : Number(childIndex)];
}

function inserted<T>(items: T[], place: number, item: T): T[] {
  return [...items.slice(0, place), item, ...items.slice(place)];
}

function swapped<T>(items: T[], from: number, to: number): T[] | null {
  const moved = items[from];
  const other = items[to];
  if (moved === undefined || other === undefined) return null;
  return items.map((item, place) => (place === from ? other : place === to ? moved : item));
}
