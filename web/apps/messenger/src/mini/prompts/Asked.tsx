/** The sheet for what a program asks. What it says of the program is the house's own knowledge, never the program's word. */
import { lazy, Suspense } from "react";
import type { MiniApi } from "../api";
import type { OpenAnswer } from "../backend";
import { ActionSheetLayer, ModalLayer } from "./Basics";
import type { Ask } from "./asks";

const PermissionSheet = lazy(() => import("./PermissionSheet"));
const IdentitySheet = lazy(() => import("./IdentitySheet"));
const AvatarSheet = lazy(() => import("./AvatarSheet"));
const AddressSheet = lazy(() => import("../addresses/AddressSheet"));
const PaymentAsk = lazy(() => import("./PaymentAsk"));
const SubscribeSheet = lazy(() => import("./SubscribeSheet"));
const FilesSheet = lazy(() => import("./FilesSheet"));
const PreviewAsk = lazy(() => import("./PreviewAsk"));
const PlaceAsk = lazy(() => import("./PlaceAsk"));
const PlaceView = lazy(() => import("./PlaceView"));
const ScanAsk = lazy(() => import("./ScanAsk"));
const ShareSheet = lazy(() => import("./ShareSheet"));
const ServiceAsk = lazy(() => import("./ServiceAsk"));
const PlainQuestion = lazy(() => import("./PlainQuestion"));
const ProgramSettings = lazy(() => import("../settings/ProgramSettings"));

interface AskedProps {
  ask: Ask;
  answer: OpenAnswer;
  api: MiniApi;
}

export function Asked(props: AskedProps) {
  return (
    <Suspense fallback={null}>
      <Sheet {...props} />
    </Suspense>
  );
}

function Sheet({ ask, answer, api }: AskedProps) {
  const { program } = answer;
  switch (ask.name) {
    case "modal":
      return <ModalLayer ask={ask} />;
    case "actionSheet":
      return <ActionSheetLayer ask={ask} />;
    case "permission":
      return <PermissionSheet ask={ask} program={program} />;
    case "settings":
      return <ProgramSettings card={program} api={api} onClose={() => ask.answer(true)} />;
    case "phone":
    case "userInfo":
      return <IdentitySheet ask={ask} program={program} api={api} />;
    case "avatar":
      return <AvatarSheet ask={ask} program={program} />;
    case "address":
      return <AddressSheet ask={ask} program={program} api={api} />;
    case "payment":
      return <PaymentAsk ask={ask} appId={program.app_id} />;
    case "subscribe":
      return <SubscribeSheet ask={ask} program={program} />;
    case "files":
      return <FilesSheet ask={ask} />;
    case "preview":
      return <PreviewAsk ask={ask} program={program} />;
    case "chooseLocation":
      return <PlaceAsk ask={ask} />;
    case "openLocation":
      return <PlaceView ask={ask} />;
    case "scan":
      return <ScanAsk ask={ask} program={program} />;
    case "share":
      return <ShareSheet ask={ask} program={program} api={api} />;
    case "service":
      return <ServiceAsk ask={ask} appId={program.app_id} api={api} />;
    case "call":
    case "leave":
    case "privacy":
      return <PlainQuestion ask={ask} program={program} api={api} />;
  }
}
