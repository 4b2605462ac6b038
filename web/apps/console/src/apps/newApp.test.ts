import { describe, expect, it } from "vitest";
import { freshName, misfitsOf, toRequest } from "./newApp";
import type { NewAppDraft } from "./newApp";
import type { Owner } from "./types";

const water: NewAppDraft = {
  kind: "service",
  name: "Waterworks",
  intro: "",
  owner: { make: "company", name: "", licence: "" },
};
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

  it("gets a name nobody bears", () => {
    expect(freshName(["Waterworks", "Bakery"], ["Waterworks"])).toBe("Bakery");
    expect(freshName(["Waterworks"], ["Waterworks", "Waterworks 2"])).toBe("Waterworks 3");
  });
});
