import { describe, expect, it } from "vitest";
import { freshName, misfitsOf, toProgram, toRequest } from "./newApp";
import type { Category } from "../mini/types";
import type { NewAppDraft } from "./newApp";
import type { Owner } from "./types";

const water = {
  kind: "service" as const,
  name: "Waterworks",
  intro: "",
  owner: { make: "company", name: "", licence: "" },
  category: null,
  logo: null,
} satisfies NewAppDraft;
const recycling = { first: 2, second: 204, for_individuals: true, papers: "" } as Category;
const weddings = { first: 2, second: 205, for_individuals: false, papers: "" } as Category;
const li: Owner = { id: "7", kind: "individual", name: "Li Lei", licence_number: null, person_id: "3" };

describe("a new account", () => {
  it("fits when a company owns a service account", () => {
    expect(misfitsOf(water, [])).toEqual([]);
  });

  it("does not fit when an individual would own a service account", () => {
    expect(misfitsOf({ ...water, owner: { id: "7" } }, [li])).toEqual(["individual_owns_service"]);
    expect(misfitsOf({ ...water, kind: "subscription", owner: { id: "7" } }, [li])).toEqual([]);
  });

  it("needs a name 4 to 30 wide, a Chinese character counting two", () => {
    expect(misfitsOf({ ...water, name: "  " }, [])).toEqual(["name_missing"]);
    expect(misfitsOf({ ...water, name: "水a" }, [])).toEqual(["name_too_short"]);
    expect(misfitsOf({ ...water, name: "水务" }, [])).toEqual([]);
    expect(misfitsOf({ ...water, name: "水".repeat(15) }, [])).toEqual([]);
    expect(misfitsOf({ ...water, name: "水".repeat(16) }, [])).toEqual(["name_too_long"]);
  });

  it("is asked for with the owner named or made up", () => {
    expect(toRequest({ ...water, owner: { id: "7" } }, "en")).toEqual({
      kind: "service",
      name: "Waterworks",
      intro: "",
      owner_id: "7",
    });
    expect(toRequest(water, "zh-CN").owner).toEqual({ kind: "company", language: "zh-CN" });
  });

  it("serves in a category, if it is a mini program, which its owner may choose", () => {
    const pizza: NewAppDraft = { ...water, kind: "mini" };
    expect(misfitsOf(pizza, [])).toEqual(["category_missing"]);
    expect(misfitsOf({ ...pizza, category: weddings }, [])).toEqual([]);
    expect(misfitsOf({ ...pizza, category: weddings, owner: { id: "7" } }, [li])).toEqual(["category_closed"]);
    expect(misfitsOf({ ...pizza, category: recycling, owner: { id: "7" } }, [li])).toEqual([]);
    expect(toProgram({ ...pizza, category: recycling, owner: { id: "7" } }, "en")).toEqual({
      name: "Waterworks", intro: "", language: "en", categories: [{ first: 2, second: 204, papers: [] }], verified: null, owner_id: "7", owner: null,
    });
  });

  it("gets a name nobody bears", () => {
    expect(freshName(["Waterworks", "Bakery"], ["Waterworks"])).toBe("Bakery");
    expect(freshName(["Waterworks"], ["Waterworks", "Waterworks 2"])).toBe("Waterworks 3");
  });
});
