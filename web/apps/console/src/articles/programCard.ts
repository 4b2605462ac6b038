/** A mini program's card in the text of an article, as WeChat's editors write it. */
import { mergeAttributes, Node } from "@tiptap/react";

export interface ProgramCard {
  appId: string;
  path: string;
  title: string;
  name: string;
}

const NAMES: Record<keyof ProgramCard, string> = {
  appId: "data-miniprogram-appid",
  path: "data-miniprogram-path",
  title: "data-miniprogram-title",
  name: "data-miniprogram-nickname",
};

const attribute = (name: string) => ({
  default: "",
  parseHTML: (element: HTMLElement) => element.getAttribute(name) ?? "",
  renderHTML: () => ({}),
});

export const ProgramCardNode = Node.create({
  name: "programCard",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes: () => Object.fromEntries(Object.entries(NAMES).map(([key, name]) => [key, attribute(name)])),
  parseHTML: () => [{ tag: "mp-common-miniprogram" }, { tag: "mp-miniprogram" }],
  renderHTML({ node, HTMLAttributes }) {
    const told = Object.fromEntries(Object.entries(NAMES).map(([key, name]) => [name, String(node.attrs[key] ?? "")]));
    return ["mp-common-miniprogram", mergeAttributes(HTMLAttributes, told)];
  },
});
