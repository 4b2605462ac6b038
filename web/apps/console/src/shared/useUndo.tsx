/** Told that it is done, with a way back for eight seconds. */
import { CheckIcon } from "../icons";
import { App, Button } from "antd";
import { useWords } from "../words";

const seconds = 8;

export function useUndo(): (told: string, undo: () => void) => void {
  const { message } = App.useApp();
  const { t } = useWords();
  return (told, undo) => {
    const close = message.open({
      type: "success",
      icon: <CheckIcon aria-hidden weight="bold" className="told__tick" />,
      className: "told",
      duration: seconds,
      content: (
        <span className="told__text">
          {told}
          <Button
            type="text"
            size="small"
            onClick={() => {
              close();
              undo();
            }}
          >
            {t("action.undo")}
          </Button>
        </span>
      ),
    });
  };
}
