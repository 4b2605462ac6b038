import type { AccountCard } from "@hutong/api";
import { useCallback } from "react";
import { useSelf } from "../../app/session";
import { useSay } from "../../app/toasts";
import { useErrorWords } from "../../app/useErrorWords";
import { useWords } from "../../app/words";

/** Leave an account with one tap; coming back is one more, while it is offered. Answers whether one has left. */
export function useUnfollow(): (account: AccountCard, changed?: () => void) => Promise<boolean> {
  const { t } = useWords();
  const { api, device } = useSelf();
  const say = useSay();
  const wordsFor = useErrorWords();
  return useCallback(
    async (account, changed = () => undefined) => {
      const comeBack = async () => {
        const { conversation } = await api.follow(account.app_id);
        device.adopt(conversation);
        changed();
      };
      try {
        await api.unfollow(account.app_id);
        void device.sync();
        changed();
        say(t("account.unfollowed", { name: account.name }), { label: t("app.undo"), run: () => void comeBack().catch((error: unknown) => say(wordsFor(error))) });
        return true;
      } catch (error) {
        say(wordsFor(error));
        return false;
      }
    },
    [t, api, device, say, wordsFor],
  );
}
