/** Toasts, dialogs, sheets. */
import { Refused } from "../backend";
import { number, text, texts } from "../desk";
import type { Desk, Handlers } from "../desk";
import type { Toast } from "../prompts";
import { colour } from "../shapes";

const ICONS = ["success", "error", "loading", "none"];

export function feedbackCalls({ prompts, files }: Desk): Handlers {
  return {
    showToast: (args) => {
      const icon = text(args.icon, "success");
      prompts.toast({
        title: text(args.title),
        icon: (ICONS.includes(icon) ? icon : "success") as Toast["icon"],
        ...(text(args.image) !== "" && { image: files.address(text(args.image)) }),
        durationMs: Math.min(number(args.duration, 1500), 60_000),
        mask: args.mask === true,
      });
    },
    hideToast: () => prompts.hideToast(),
    showLoading: (args) => prompts.loading({ title: text(args.title), mask: args.mask === true }),
    hideLoading: () => prompts.hideLoading(),
    showModal: async (args) => {
      const answer = await prompts.modal({
        title: text(args.title),
        content: text(args.content),
        showCancel: args.showCancel !== false,
        cancelText: text(args.cancelText),
        cancelColor: colour(args.cancelColor, "#000000"),
        confirmText: text(args.confirmText),
        confirmColor: colour(args.confirmColor, "#576B95"),
        editable: args.editable === true,
        placeholderText: text(args.placeholderText),
      });
      const content = args.editable === true && answer.confirm ? (answer.content ?? "") : null;
      return { confirm: answer.confirm, cancel: !answer.confirm, content };
    },
    showActionSheet: async (args) => {
      const items = texts(args.itemList);
      const tapIndex = await prompts.actionSheet({ alertText: text(args.alertText), items, itemColor: colour(args.itemColor, "#000000") });
      if (tapIndex === null) throw new Refused("cancel");
      return { tapIndex };
    },
  };
}
