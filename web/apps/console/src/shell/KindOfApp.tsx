/** Pages of official accounts are not there for mini programs, and the other way round. */
import type { ReactNode } from "react";
import { Outlet, useOutletContext } from "react-router";
import { useApp, useAppId } from "../apps/queries";
import { Answer } from "../shared/State";
import { NotHere } from "./NotHere";

type Kind = "account" | "program";

export const kindOf = (kind: string): Kind => (kind === "mini" ? "program" : "account");

export function Only({ kind }: { kind: Kind }) {
  const session = useOutletContext();
  return <ByKind {...{ account: null, program: null, [kind]: <Outlet context={session} /> }} />;
}

/** The same address, drawn for the kind of app that is there. */
export function ByKind({ account, program }: { account: ReactNode; program: ReactNode }) {
  const app = useApp(useAppId());
  if (app.data === undefined) {
    return (
      <main className="page" id="main">
        <Answer asked={app}>{() => null}</Answer>
      </main>
    );
  }
  return (kindOf(app.data.kind) === "program" ? program : account) ?? <NotHere />;
}
