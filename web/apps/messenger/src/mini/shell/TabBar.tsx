import type { TabBarState } from "@hutong/engine/protocol";
import { useState, type CSSProperties } from "react";
import { useWords } from "../../app/words";

/** The program's own tabs, with the icons, colours, badges and dots it set. */
export function TabBar({ tabBar, onTap }: { tabBar: TabBarState; onTap: (index: number) => void }) {
  const { t } = useWords();
  const { color, selectedColor, backgroundColor, borderStyle, position, selected, items } = tabBar;
  const hasIcons = position === "bottom" && items.some(({ iconPath }) => iconPath);
  const style = { ...(backgroundColor && { background: backgroundColor }), ...(color && { "--tab": color }), ...(selectedColor && { "--tab-on": selectedColor }) };
  return (
    <nav className={`mini-tabs mini-tabs-${position} ${hasIcons ? "" : "mini-tabs-words"} ${borderStyle === "white" ? "mini-tabs-light" : ""}`} style={style as CSSProperties} aria-label={t("mini.tabs")}>
      {items.map(({ pagePath, text, iconPath, selectedIconPath, badge, dot }, index) => {
        const isOn = index === selected;
        return (
          <button key={pagePath} type="button" aria-current={isOn ? "page" : undefined} onClick={() => onTap(index)}>
            <span className="mini-tab-mark">
              {hasIcons && <TabIcon source={(isOn && selectedIconPath) || iconPath} />}
              {badge ? (
                <b className="mini-tab-badge num">
                  {[...badge].length > 4 ? "…" : badge}
                </b>
              ) : (
                dot && <i className="mini-tab-dot" role="img" aria-label={t("mini.dot")} />
              )}
            </span>
            <span className="mini-tab-word" dir="auto">{text}</span>
          </button>
        );
      })}
    </nav>
  );
}

function TabIcon({ source }: { source: string | undefined }) {
  const [broken, setBroken] = useState<string | null>(null);
  if (!source || broken === source) return <span className="mini-tab-icon" />;
  return <img className="mini-tab-icon" src={source} alt="" referrerPolicy="no-referrer" draggable={false} onError={() => setBroken(source)} />;
}
