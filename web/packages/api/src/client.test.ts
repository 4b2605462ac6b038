import { describe, expect, test } from "vitest";
import { ApiError, createHttp, queryString, Unreachable } from "./client";
import { messengerApi } from "./messenger";

interface Asked {
  url: string;
  init: RequestInit;
}

function aServer(status: number, body: string) {
  const asked: Asked[] = [];
  const fetch = (url: string, init: RequestInit = {}) => {
    asked.push({ url, init });
    return Promise.resolve(new Response(body, { status }));
  };
  return { asked, fetch };
}

describe("asking", () => {
  test("a tab that looks through somebody's eyes says whose", async () => {
    const { asked, fetch } = aServer(200, "{}");
    await createHttp({ personId: "7", fetch }).get("/api/client/me", { q: "水", none: null });
    expect(asked[0]?.url).toBe("/api/client/me?q=%E6%B0%B4");
    expect(asked[0]?.init.headers).toMatchObject({ "X-Hutong-Person": "7" });
  });

  test("a change is JSON, also when it says nothing", async () => {
    const { asked, fetch } = aServer(200, "");
    await createHttp({ fetch }).delete("/api/client/session");
    expect(asked[0]?.init).toMatchObject({ method: "DELETE", body: "{}", headers: { "Content-Type": "application/json" } });
  });

  test("an upload is the bytes as they are, marked as ours", async () => {
    const { asked, fetch } = aServer(200, "{}");
    await createHttp({ fetch }).upload("POST", "/api/client/uploads", new Blob(["x"], { type: "image/png" }), { kind: "image" });
    expect(asked[0]?.url).toBe("/api/client/uploads?kind=image");
    expect(asked[0]?.init.headers).toMatchObject({ "Content-Type": "image/png", "X-Hutong": "1" });
  });
});

describe("being refused", () => {
  test("a refusal carries its code, its facts and how to name it", async () => {
    const { fetch } = aServer(409, '{"error":"message_window_closed","params":{"hours":48},"request_id":"r1"}');
    const error = await createHttp({ fetch }).post("/x").catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 409, code: "message_window_closed", params: { hours: 48 }, requestId: "r1" });
  });

  test("an answer that is not ours is named by its status", async () => {
    const { fetch } = aServer(502, "<html>bad gateway</html>");
    await expect(createHttp({ fetch }).get("/x")).rejects.toMatchObject({ status: 502, code: "status_502" });
  });

  test("a session that has ended is said once for all callers", async () => {
    const { fetch } = aServer(401, '{"error":"sign_in_needed"}');
    let said = 0;
    await createHttp({ fetch, onSignInNeeded: () => (said += 1) }).get("/x").catch(() => undefined);
    expect(said).toBe(1);
  });

  test("no answer is told apart from a refusal", async () => {
    const fetch = () => Promise.reject(new TypeError("failed to fetch"));
    await expect(createHttp({ fetch }).get("/x")).rejects.toBeInstanceOf(Unreachable);
  });
});

test("pictures of a tab with a person of its own name that person in their address", () => {
  const own = "/api/client/conversations/1/entries/2/media/body";
  expect(messengerApi({ personId: "7" }).mediaUrl(own)).toBe(`${own}?as=7`);
  expect(messengerApi({ personId: "7" }).mediaUrl("/api/client/avatars/abc")).toBe("/api/client/avatars/abc");
  expect(messengerApi().mediaUrl(own)).toBe(own);
  expect(queryString({})).toBe("");
});
