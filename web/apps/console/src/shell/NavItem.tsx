/** One line of the way around; on a rail an icon that tells its name when asked. */
import { Tooltip } from "antd";
import type { ReactNode } from "react";
import { NavLink } from "react-router";
import type { Icon } from "../icons";

export interface LinksProps {
  isRail: boolean;
  onGo: () => void;
}

interface ItemProps extends LinksProps {
  to: string;
  icon: Icon;
  label: string;
  end?: boolean;
  badge?: ReactNode;
}

export function Item({ to, icon: Glyph, label, isRail, onGo, end = false, badge }: ItemProps) {
  return (
    <Tooltip title={isRail ? label : null} placement="right">
      <NavLink to={to} end={end} className="side__item" onClick={onGo} aria-label={isRail ? label : undefined}>
        {({ isActive }) => (
          <>
            <Glyph aria-hidden size={20} weight={isActive ? "fill" : "regular"} />
            <span className="grow">{label}</span>
            {badge}
          </>
        )}
      </NavLink>
    </Tooltip>
  );
}
