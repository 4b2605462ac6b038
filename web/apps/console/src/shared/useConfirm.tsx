/** Asking before something that can not be taken back, with what it will break. */
import { App } from "antd";
import { useWords } from "../words";

interface Question {
  title: string;
  text: string;
  action: string;
  run: () => Promise<unknown> | undefined;
}

export function useConfirm(): (question: Question) => void {
  const { modal } = App.useApp();
  const { t } = useWords();
  return ({ title, text, action, run }) => {
    modal.confirm({
      title,
      content: text,
      icon: null,
      okText: action,
      okType: "primary",
      cancelText: t("action.cancel"),
      autoFocusButton: "cancel",
      // What went wrong is told by the act itself; the question only closes.
      onOk: () => run()?.catch(() => undefined),
    });
  };
}
