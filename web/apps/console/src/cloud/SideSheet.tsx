/** A sheet beside the list it belongs to; from below on a phone. */
import { Drawer } from "antd";
import type { ReactNode } from "react";
import { useWidth } from "../shared/useWidth";

interface SideSheetProps {
  title: ReactNode;
  footer?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

export function SideSheet({ title, footer, onClose, children }: SideSheetProps) {
  const isDesk = useWidth() === "desk";
  return (
    <Drawer open title={title} footer={footer} placement={isDesk ? "right" : "bottom"} size={isDesk ? 560 : "88vh"} onClose={onClose}>
      {children}
    </Drawer>
  );
}
