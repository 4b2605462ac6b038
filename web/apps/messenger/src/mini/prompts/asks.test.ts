import { describe, expect, it } from "vitest";
import { PromptsModel } from "./asks";

function aModel() {
  const timers: { run: () => void; ms: number; isOff: boolean }[] = [];
  const model = new PromptsModel({
    setTimer: (run, ms) => {
      const timer = { run, ms, isOff: false };
      timers.push(timer);
      return () => (timer.isOff = true);
    },
    save: () => true,
    openDocument: () => true,
  });
  const pass = () => timers.splice(0).forEach(({ run, isOff }) => !isOff && run());
  return { model, pass, timers };
}

const toast = { title: "Added", icon: "success" as const, durationMs: 1_500, mask: false };
const modal = { title: "", content: "Sure?", showCancel: true, cancelText: "No", cancelColor: "", confirmText: "Yes", confirmColor: "", editable: false, placeholderText: "" };

describe("what a program has on the screen", () => {
  it("is one toast at a time, for as long as it asked and no longer than half a minute", () => {
    const { model, pass, timers } = aModel();
    model.toast(toast);
    model.toast({ ...toast, title: "Again", durationMs: 1e9 });
    expect(model.snapshot().notice).toMatchObject({ toast: { title: "Again" } });
    expect(timers.map(({ ms, isOff }) => [ms, isOff])).toEqual([[1_500, true], [30_000, false]]);
    pass();
    expect(model.snapshot().notice).toBeNull();
  });

  it("ends what it began: hiding a toast leaves a loading sign alone, and the other way round", () => {
    const { model } = aModel();
    model.loading({ title: "Wait", mask: true });
    model.hideToast();
    expect(model.snapshot().notice).toMatchObject({ loading: { title: "Wait" } });
    model.hideLoading();
    expect(model.snapshot().notice).toBeNull();
  });

  it("asks one thing after the other and hears each answer", async () => {
    const { model } = aModel();
    const first = model.modal(modal);
    const second = model.actionSheet({ alertText: "", items: ["A", "B"], itemColor: "" });
    const [one, two] = model.snapshot().asks;
    expect([one?.name, two?.name]).toEqual(["modal", "actionSheet"]);
    if (one?.name === "modal") one.answer({ confirm: true });
    expect(await first).toEqual({ confirm: true });
    if (two?.name === "actionSheet") two.answer(1);
    expect(await second).toBe(1);
    expect(model.snapshot().asks).toHaveLength(0);
  });

  it("is gone when the program is closed, and every question hears no", async () => {
    const { model } = aModel();
    const all = [model.modal(modal), model.permission({ scope: "scope.userLocation", reason: "" }), model.payment({ timeStamp: "", nonceStr: "", package: "", signType: "", paySign: "" }), model.address()];
    model.closeAll();
    expect(await Promise.all(all)).toEqual([{ confirm: false }, false, "cancelled", null]);
    expect(model.snapshot()).toEqual({ asks: [], notice: null });
  });

  it("does not pile up without end", async () => {
    const { model } = aModel();
    const answers = Array.from({ length: 20 }, () => model.modal(modal));
    expect(model.snapshot().asks).toHaveLength(8);
    expect(await answers.at(-1)).toEqual({ confirm: false });
  });
});
