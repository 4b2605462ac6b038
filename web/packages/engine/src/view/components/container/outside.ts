/** What the messenger draws, or what this platform doesn't offer: a quiet place and an honest word. */
import { part, text } from "../component";
import type { ComponentFactory } from "../component";

/** `<web-view>`: the messenger lays its own frame over the page, and tells the program what becomes of it. */
export const webView: ComponentFactory = (element, context) => {
  element.append(part("web-view-place"));
  let source = "";
  const ask = (action: string): void => void context.call("webView", { action, src: source, node: context.node });
  return {
    prop(name, value) {
      if (name !== "src") return;
      source = text(value);
      if (element.isConnected) ask("open");
    },
    ready: () => ask("open"),
    shown: (isShown) => ask(isShown ? "show" : "hide"),
    dispose: () => ask("close"),
  };
};

/** Advertisements and accounts to follow: nothing to show, and the program is told so. */
export const unoffered: ComponentFactory = (element, context) => ({
  ready() {
    element.hidden = true;
    context.emit("error", { errMsg: `${context.tag}: not offered here`, errCode: 1000 });
  },
});

const DATA: Readonly<Record<string, [string, string]>> = {
  userNickName: ["微信用户", "WeChat user"],
  groupName: ["群聊", "Group"],
  userCity: ["", ""],
  userProvince: ["", ""],
  userCountry: ["", ""],
  userGender: ["", ""],
  userLanguage: ["zh_CN", "en"],
};

/** `<open-data>`: the platform shows a default here for everybody. */
export const openData: ComponentFactory = (element, context) => {
  const given: Record<string, unknown> = {};
  return {
    prop(name, value) {
      given[name] = value;
      const type = text(given["type"]);
      const isChinese = context.surroundings.language() === "zh_CN";
      if (type === "userAvatarUrl") element.replaceChildren(part("avatar"));
      else element.textContent = text(given["defaultText"]) || (DATA[type]?.[isChinese ? 0 : 1] ?? "");
    },
  };
};

/** `<cover-view>` that scrolls. */
export const coverView: ComponentFactory = (element) => ({
  prop(name, value) {
    if (name !== "scrollTop") return;
    element.style.overflowY = "auto";
    element.scrollTop = Number.parseFloat(text(value)) || 0;
  },
});
