import { describe, expect, it } from "vitest";
import {
  addButton,
  addChild,
  at,
  change,
  changesBetween,
  emptyDraft,
  fromWire,
  move,
  problemsOf,
  remove,
  toWire,
  place,
} from "./draft";
import type { Draft } from "./draft";

const waterworks = fromWire({
  buttons: [
    {
      name: "My meter",
      sub_button: [
        { type: "click", name: "Balance", key: "BALANCE" },
        {
          type: "miniprogram",
          name: "Pay a bill",
          appid: "wx81",
          pagepath: "pages/pay",
          url: "https://water.example/pay",
        },
      ],
    },
    { type: "click", name: "Report", key: "REPORT" },
    { type: "view", name: "Hours", url: "https://water.example/hours" },
  ],
});

function named(name: string, position = "1"): Draft {
  return change(waterworks, position, (button) => ({ ...button, name }));
}

describe("a menu draft", () => {
  it("goes to the wire and back unchanged", () => {
    expect(fromWire(toWire(waterworks))).toEqual(waterworks);
  });

  it("leaves out the action of a button that opens sub-buttons", () => {
    const [draft] = addChild(waterworks, 1, "A fault");
    expect(toWire(draft).buttons[1]).toEqual({ name: "Report", sub_button: [{ type: "click", name: "A fault" }] });
  });

  it("holds three buttons and refuses the fourth", () => {
    expect(addButton(waterworks, "More")).toEqual([waterworks, null]);
    expect(addButton(emptyDraft, "First")[1]).toBe("0");
  });

  it("holds five sub-buttons and refuses the sixth", () => {
    let draft = waterworks;
    for (let nth = 0; nth < 3; nth += 1) [draft] = addChild(draft, 0, "More");
    expect(draft.buttons[0]?.children).toHaveLength(5);
    expect(addChild(draft, 0, "Sixth")[1]).toBeNull();
  });

  it("moves a button among its siblings and stops at the edge", () => {
    const [moved, position] = move(waterworks, "0.0", 1);
    expect(position).toBe("0.1");
    expect(at(moved, "0.1")?.name).toBe("Balance");
    expect(move(waterworks, "0", -1)).toEqual([waterworks, "0"]);
  });

  it("counts the buttons that differ from what is published", () => {
    expect(changesBetween(waterworks, waterworks)).toBe(0);
    expect(changesBetween(waterworks, named("Faults"))).toBe(1);
    expect(changesBetween(waterworks, remove(waterworks, "2"))).toBe(1);
  });
});

describe("what publishing would refuse", () => {
  it("is nothing for a good menu", () => {
    expect(problemsOf(waterworks)).toEqual([]);
  });

  it("counts a name in bytes: sixteen fit, seventeen do not", () => {
    expect(problemsOf(named("报修报修报a"))).toEqual([]);
    expect(problemsOf(named("报修报修报ab"))).toEqual([
      { position: "1", field: "name", code: "too_many_bytes", params: { bytes: 17, limit: 16 } },
    ]);
  });

  it("allows sixty bytes to a sub-button and refuses sixty-one", () => {
    expect(problemsOf(named("水".repeat(20), "0.0"))).toEqual([]);
    expect(problemsOf(named(`${"水".repeat(20)}x`, "0.0"))[0]?.params).toEqual({ bytes: 61, limit: 60 });
  });

  it("asks for the fields of the chosen type", () => {
    const draft = change(waterworks, "1", (button) => ({ ...button, type: "miniprogram" }));
    expect(problemsOf(draft).map(({ field, code }) => [field, code])).toEqual([
      ["appid", "required"],
      ["pagepath", "required"],
      ["url", "required"],
    ]);
  });

  it("wants a real address and a lower-case appid", () => {
    const page = change(waterworks, "2", (button) => ({
      ...button,
      fields: { ...button.fields, url: "water.example" },
    }));
    expect(problemsOf(page)[0]?.code).toBe("not_a_url");
    const program = change(waterworks, "0.1", (button) => ({ ...button, fields: { ...button.fields, appid: "WX81" } }));
    expect(problemsOf(program)[0]?.code).toBe("upper_case");
  });
});

describe("a button that is dragged", () => {
  const three = fromWire({
    buttons: [
      { name: "A", sub_button: [{ name: "a1", type: "click", key: "1" }, { name: "a2", type: "click", key: "2" }] },
      { name: "B", type: "click", key: "B" },
      { name: "C", sub_button: [{ name: "c1", type: "click", key: "3" }] },
    ],
  });
  const names = (draft: Draft) =>
    draft.buttons.map((button) => [button.name, ...button.children.map((child) => child.name)].join(" "));

  it("takes the place of the one it is dropped on", () => {
    const [forward, there] = place(three, "0", "2");
    expect([names(forward), there]).toEqual([["B", "C c1", "A a1 a2"], "2"]);
    const [back] = place(three, "2", "0");
    expect(names(back)).toEqual(["C c1", "A a1 a2", "B"]);
  });

  it("may go to another button's sub-buttons", () => {
    const [moved, there] = place(three, "0.1", "2.0");
    expect([names(moved), there]).toEqual([["A a1", "B", "C a2 c1"], "2.0"]);
  });

  it("stays where it is when it does not belong there", () => {
    expect(place(three, "0", "2.0")).toEqual([three, "0"]);
    expect(place(three, "0.0", "1")).toEqual([three, "0.0"]);
    expect(place(three, "0.0", "0.0")).toEqual([three, "0.0"]);
  });
});
