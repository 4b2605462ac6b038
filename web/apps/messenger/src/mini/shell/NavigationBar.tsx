import type { NavigationState } from "@hutong/engine/protocol";
import { IconButton } from "@hutong/ui";
import { BackIcon, HomeIcon } from "@hutong/ui/icons";
import type { CSSProperties } from "react";
import { useWords } from "../../app/words";

interface NavigationBarProps {
  navigation: NavigationState;
  name: string;
  onBack: () => void;
  onHome: () => void;
}

/** The bar above a page, in the colours the program wishes; one that draws its own bar has nothing of ours here but the capsule. */
export function NavigationBar({ navigation, name, onBack, onHome }: NavigationBarProps) {
  const { t } = useWords();
  const { title, backgroundColor, textStyle, loading, custom, canGoBack, homeButton, animation } = navigation;
  if (custom) return null;
  // Without a colour of its own the bar is the house's, and so are its words.
  const colours: CSSProperties = backgroundColor ? { background: backgroundColor, color: textStyle === "white" ? "#fff" : "#1e2326" } : {};
  const moves = animation ? { transition: `background-color ${Math.min(animation.duration, 2_000)}ms linear` } : {};
  return (
    <header className="mini-bar" style={{ ...colours, ...moves }}>
      {canGoBack ? (
        <IconButton label={t("app.back")} icon={BackIcon} onClick={onBack} />
      ) : (
        homeButton && <IconButton label={t("mini.home")} icon={HomeIcon} onClick={onHome} />
      )}
      <h1 dir="auto">
        <span>{title || name}</span>
        {loading && <span className="mini-bar-loading" role="status" aria-label={t("app.loading")} />}
      </h1>
    </header>
  );
}
