import { Button, type Look } from "@hutong/ui";
import type { ReactNode } from "react";
import { useLocation } from "wouter";

/** A button that leads to another page of the messenger. */
export function GoButton({ to, look = "line", onGo, children }: { to: string; look?: Look; onGo?: () => void; children: ReactNode }) {
  const [, go] = useLocation();
  return (
    <Button
      look={look}
      wide
      onClick={() => {
        onGo?.();
        go(to);
      }}
    >
      {children}
    </Button>
  );
}
