import { App } from "antd";
import { useAct } from "../shared/useAct";
import { useWords } from "../words";
import { signInLink } from "./queries";
import type { LabPerson } from "./types";

/** Open the messenger as this person, in a tab of its own. */
export function useOpenAs() {
  const { t } = useWords();
  const { modal } = App.useApp();
  return useAct({
    run: async (person: LabPerson) => {
      // The tab opens within the click, or the browser takes it for a pop-up.
      const tab = window.open("about:blank", "_blank");
      const { url } = await signInLink(person.id).catch((thrown: unknown) => {
        tab?.close();
        throw thrown;
      });
      if (tab === null)
        modal.info({
          title: t("people.blocked"),
          content: (
            <a href={url} target="_blank" rel="noreferrer">
              {url}
            </a>
          ),
          icon: null,
        });
      else tab.location.replace(url);
    },
  });
}
