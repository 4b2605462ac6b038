import { describe, expect, test } from "vitest";
import { PressModel } from "./gesture";

function aPress({ longIsHeard = false } = {}): { press: PressModel; said: string[]; wait: () => void } {
  const said: string[] = [];
  let due: (() => void) | null = null;
  const press = new PressModel(
    {
      after: (_ms, done) => {
        due = done;
        return () => (due = null);
      },
    },
    {
      long: () => {
        said.push("longpress");
        return longIsHeard;
      },
      tap: () => said.push("tap"),
      gone: () => said.push("gone"),
    },
  );
  return { press, said, wait: () => due?.() };
}

describe("a press", () => {
  test("that is short and still is a tap", () => {
    const { press, said } = aPress();
    press.begin(10, 10);
    press.move(14, 13);
    press.end();
    expect(said).toEqual(["tap"]);
  });

  test("that moves is no tap any more", () => {
    const { press, said } = aPress();
    press.begin(10, 10);
    press.move(10, 21);
    press.end();
    expect(said).toEqual(["gone"]);
  });

  test("that stays is a long press, and no tap when somebody heard it", () => {
    const heard = aPress({ longIsHeard: true });
    heard.press.begin(0, 0);
    heard.wait();
    heard.press.end();
    expect(heard.said).toEqual(["longpress"]);
    const unheard = aPress();
    unheard.press.begin(0, 0);
    unheard.wait();
    unheard.press.end();
    expect(unheard.said).toEqual(["longpress", "tap"]);
  });

  test("with a second finger is taken back once", () => {
    const { press, said } = aPress();
    press.begin(0, 0);
    press.cancel();
    press.cancel();
    press.end();
    expect(said).toEqual(["gone"]);
  });
});
