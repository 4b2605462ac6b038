/** A page of the lab: the clock stands in the header of every one. */
import type { ReactNode } from "react";
import { Page } from "../shell/Page";
import { ClockBar } from "./ClockBar";

interface LabPageProps {
  title: string;
  chips?: ReactNode;
  door?: ReactNode;
  soft?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}

export function LabPage({ children, ...page }: LabPageProps) {
  return (
    <Page {...page} aside={<ClockBar />}>
      {children}
    </Page>
  );
}
