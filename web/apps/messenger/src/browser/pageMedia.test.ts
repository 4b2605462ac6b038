import type { Params } from "@hutong/shells/messages";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { PageMedia, type MediaAbilities } from "./pageMedia";

function aPage(change: Partial<MediaAbilities> = {}) {
  const told: [string, Params][] = [];
  const sent: [string, string, string][] = [];
  let ended = () => undefined as void;
  const can: MediaAbilities = {
    choosePictures: async () => [new Blob(["one"], { type: "image/png" }), new Blob(["two"], { type: "image/png" })],
    record: async () => ({ level: () => 0, seconds: () => 1, stop: async () => ({ bytes: new Blob(["voice"]), seconds: 1 }), cancel: () => undefined }),
    recorded: () => undefined,
    upload: async (kind, bytes, pass) => (sent.push([kind, await bytes.text(), pass]), "media-1"),
    download: async (id) => new Blob([id], { type: "audio/mpeg" }),
    play: (_bytes, end) => ((ended = end), { play: () => undefined, pause: () => undefined, stop: () => undefined }),
    ...change,
  };
  const media = new PageMedia(can, () => "pass", (name, argv) => told.push([name, argv]));
  const call = (name: string, params: Params = {}) => media.calls[name]?.(params) ?? Promise.resolve<Params>({});
  return { media, call, told, sent, end: () => ended() };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("pictures of a page", () => {
  it("are shown by their bytes, named by their ids and brought with the page's pass", async () => {
    const { call, sent } = aPage();
    const chosen = await call("chooseImage", { count: 2, sourceType: ["album"] });
    const ids = chosen["localIds"] as string[];
    expect(ids).toHaveLength(2);
    expect(Object.keys(chosen["hutongFiles"] as object)).toEqual(ids);
    expect(await call("uploadImage", { localId: ids[1] })).toEqual({ serverId: "media-1" });
    expect(sent).toEqual([["image", "two", "pass"]]);
    expect((await call("getLocalImgData", { localId: ids[0] }))["localData"]).toBe("data:image/png;base64,b25l");
  });

  it("never come in greater number than was asked for, or from another page", async () => {
    const { call, media } = aPage();
    const { localIds } = (await call("chooseImage", { count: 1 })) as { localIds: string[] };
    expect(localIds).toHaveLength(1);
    media.forget();
    expect((await call("uploadImage", { localId: localIds[0] }))["err_msg"]).toContain("fail");
    expect((await call("uploadImage", { localId: "hutong-local://99" }))["err_msg"]).toContain("fail");
  });

  it("stay where they are when the person changes their mind", async () => {
    const { call } = aPage({ choosePictures: async () => null });
    expect(await call("chooseImage")).toEqual({ err_msg: "cancel" });
  });
});

describe("a page that records", () => {
  it("has what was said when it stops, and can play it to its end", async () => {
    const { call, told, end } = aPage();
    await call("startRecord");
    expect((await call("startRecord"))["err_msg"]).toContain("fail");
    const { localId } = await call("stopRecord");
    expect((await call("stopRecord"))["err_msg"]).toContain("fail");
    await call("playVoice", { localId });
    end();
    expect(told).toEqual([["onVoicePlayEnd", { localId }]]);
    expect(await call("uploadVoice", { localId })).toEqual({ serverId: "media-1" });
  });

  it("is told when its minute is over", async () => {
    const { call, told } = aPage();
    await call("startRecord");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(told[0]?.[0]).toBe("onVoiceRecordEnd");
    expect((await call("stopRecord"))["err_msg"]).toContain("fail");
  });

  it("hears nothing without the person's word", async () => {
    const { call } = aPage({ record: async () => null });
    expect(await call("startRecord")).toEqual({ err_msg: "cancel" });
  });
});
