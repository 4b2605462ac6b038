/** An account about to be made: what is filled in already, and what does not fit together. */
import type { LanguageCode } from "@hutong/api";
import type { Category, NewProgram } from "../mini/types";
import type { AppKind, NewApp, Owner, OwnerKind } from "./types";

export interface NewAppDraft {
  kind: AppKind;
  name: string;
  intro: string;
  /** An owner who exists, or a kind of owner to be made up. */
  owner: { id: string } | NewOwner;
  /** In what a mini program serves. */
  category: Category | null;
  /** Its picture, put up once it is made. */
  logo: Blob | null;
}

export interface NewOwner {
  make: OwnerKind;
  name: string;
  licence: string;
}

export type Misfit = "individual_owns_service" | "category_missing" | "category_closed" | "name_missing" | "name_too_short" | "name_too_long";

export const nameWidths = { least: 4, most: 30 } as const;

// Chinese, Japanese, Korean and full-width letters, and the pictures that stand as wide as they do.
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** How wide a name is: a Chinese character counts two. */
export function widthOf(name: string): number {
  return [...name].reduce((width, letter) => width + (wide.test(letter) ? 2 : 1), 0);
}

export function nameMisfit(name: string): Misfit | null {
  const width = widthOf(name.trim());
  if (width === 0) return "name_missing";
  if (width < nameWidths.least) return "name_too_short";
  return width > nameWidths.most ? "name_too_long" : null;
}

export function misfitsOf(draft: NewAppDraft, owners: Owner[]): Misfit[] {
  const misfits: Misfit[] = [];
  const name = nameMisfit(draft.name);
  if (name !== null) misfits.push(name);
  const isIndividuals = ownerKind(draft, owners) === "individual";
  if (draft.kind === "service" && isIndividuals) misfits.push("individual_owns_service");
  if (draft.kind === "mini" && draft.category === null) misfits.push("category_missing");
  if (draft.kind === "mini" && draft.category && isIndividuals && !draft.category.for_individuals) misfits.push("category_closed");
  return misfits;
}

export function ownerKind(draft: NewAppDraft, owners: Owner[]): OwnerKind | null {
  const { owner } = draft;
  if ("make" in owner) return owner.make;
  return owners.find((one) => one.id === owner.id)?.kind ?? null;
}

export function toRequest(draft: NewAppDraft & { kind: NewApp["kind"] }, language: LanguageCode): NewApp {
  const { owner } = draft;
  return { kind: draft.kind, ...profileOf(draft), ...("id" in owner ? { owner_id: owner.id } : { owner: newOwner(owner, language) }) };
}

export function toProgram(draft: NewAppDraft, language: LanguageCode): NewProgram {
  const { owner, category } = draft;
  const categories = category === null ? [] : [{ first: category.first, second: category.second, papers: [] }];
  const made = "make" in owner ? { kind: owner.make, name: owner.name || null, licence_number: owner.licence || null } : null;
  return { ...profileOf(draft), language, categories, verified: null, owner_id: "id" in owner ? owner.id : null, owner: made };
}

const profileOf = ({ name, intro }: NewAppDraft) => ({ name: name.trim(), intro: intro.trim() });

/** What is left blank is made up, in the language of whoever asks. */
function newOwner({ make, name, licence }: NewOwner, language: LanguageCode): NonNullable<NewApp["owner"]> {
  return {
    kind: make,
    language,
    ...(name === "" ? {} : { name }),
    ...(licence === "" ? {} : { licence_number: licence }),
  };
}

/** The first of `names` that no account bears yet. */
export function freshName(names: readonly string[], taken: readonly string[]): string {
  const free = names.find((name) => !taken.includes(name));
  if (free !== undefined) return free;
  const base = names[0] ?? "";
  let number = 2;
  while (taken.includes(`${base} ${number}`)) number += 1;
  return `${base} ${number}`;
}
