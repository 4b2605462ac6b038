import { describe, expect, it } from "vitest";
import { forPhone, linesOf, pictureOf } from "./links";

describe("a link for a phone", () => {
  it("keeps its path and query and leads by the phone's door", () => {
    const made = "http://lane.localhost:8080/sign-in/abc_-1?next=%2Fme";
    expect(forPhone(made, "https://192.168.1.5:8443/")).toBe("https://192.168.1.5:8443/sign-in/abc_-1?next=%2Fme");
    expect(forPhone(made, "https://[fd00::5]:8443/")).toBe("https://[fd00::5]:8443/sign-in/abc_-1?next=%2Fme");
  });

  it("is not led astray by a path that looks like a host", () => {
    expect(forPhone("http://localhost:8080/sign-in//x", "https://10.0.0.2/")).toBe("https://10.0.0.2/sign-in//x");
  });
});

describe("a fingerprint", () => {
  it("stands in lines of eight pairs", () => {
    const whole = Array.from({ length: 32 }, (_, nth) => nth.toString(16).padStart(2, "0")).join(":");
    expect(linesOf(whole)).toHaveLength(4);
    expect(linesOf(whole)[0]).toBe("00:01:02:03:04:05:06:07");
    expect(linesOf(whole).join(":")).toBe(whole);
  });
});

it("a drawing becomes a picture whatever signs are in it", () => {
  expect(pictureOf('<svg fill="#fff"/>')).toBe("data:image/svg+xml,%3Csvg%20fill%3D%22%23fff%22%2F%3E");
});
