import { expect, it } from "vitest";
import { acceptedBy, kindOf } from "./fileKinds";

it("the chooser offers what was asked for, and no odd endings", () => {
  expect(acceptedBy({ kinds: ["image"], extensions: [] })).toBe("image/*");
  expect(acceptedBy({ kinds: ["image", "video"], extensions: [] })).toBe("image/*,video/*");
  expect(acceptedBy({ kinds: ["file"], extensions: [] })).toBe("");
  expect(acceptedBy({ kinds: ["file"], extensions: ["pdf", ".doc", "x/*"] })).toBe(".pdf,.doc");
});

it("a file is of a kind that was asked for", () => {
  expect(kindOf({ type: "image/png" }, ["image", "video"])).toBe("image");
  expect(kindOf({ type: "video/mp4" }, ["file"])).toBe("file");
  expect(kindOf({ type: "" }, ["image"])).toBe("image");
});
