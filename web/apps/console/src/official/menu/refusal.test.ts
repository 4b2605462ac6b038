import { expect, it } from "vitest";
import { fromWire } from "./draft";
import { spotOf } from "./refusal";

const draft = fromWire({ buttons: [{ name: "Meter", sub_button: [{ name: "Balance", type: "click", key: "B" }] }] });

it("a refusal is led to the field it is about", () => {
  expect(spotOf("button[0].sub_button[0].name", draft)).toEqual({ position: "0.0", field: "name" });
  expect(spotOf("button[0].url", draft)).toEqual({ position: "0", field: "url" });
});

it("a refusal of the whole menu has no field", () => {
  expect(spotOf("button", draft)).toBeNull();
  expect(spotOf("button[7].name", draft)).toBeNull();
  expect(spotOf(undefined, draft)).toBeNull();
});
