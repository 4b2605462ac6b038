/** What the messenger can do for a page, asking the person first: a scan, a place, pictures, a payment. */
import { Sheet } from "@hutong/ui";
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { useWords } from "../app/words";
import { PlaceSheet } from "../chat/PlaceSheet";
import { record } from "../chat/voice/recorder";
import { usePayments } from "../pay/PaymentProvider";
import { ChoosePictures, MicrophoneSheet, SpotSheet } from "./MediaSheets";
import type { Abilities, Spot as Shown } from "./pageHost";
import { played } from "./played";
import type { BrowserApi } from "./ways";

const Scanner = lazy(() => import("../scan/Scanner"));

type Spot = Awaited<ReturnType<Abilities["place"]>>;
export type Asked =
  | { for: "scan"; answer: (text: string | null) => void }
  | { for: "place"; answer: (spot: Spot) => void }
  | { for: "choose"; most: number; sources: string[]; answer: (chosen: Blob[] | null) => void }
  | { for: "microphone"; answer: (isAllowed: boolean | null) => void }
  | { for: "spot"; spot: Shown; answer: () => void }
  | { for: "pictures"; urls: string[]; current: string; answer: () => void }
  | null;

type Outer = Pick<Abilities, "config" | "told" | "close" | "showMenu" | "recorded" | "miniProgram"> & { api: BrowserApi; records: () => void };

export function useAbilities(outer: Outer): { abilities: Abilities; asked: Asked } {
  const payments = usePayments();
  const [asked, setAsked] = useState<Asked>(null);
  const paid = useRef<((outcome: "ok" | "cancel" | "fail") => void) | null>(null);
  const latest = useRef({ outer, payments });
  useEffect(() => {
    latest.current = { outer, payments };
  });
  useEffect(() => {
    if (payments.outcome.is === "none" || !paid.current) return;
    paid.current(payments.outcome.is === "paid" ? "ok" : "cancel");
    paid.current = null;
  }, [payments.outcome]);

  const isInProgram = outer.miniProgram !== undefined;
  const abilities = useMemo<Abilities>(() => {
    /** One question at a time: whoever asked before is told no. */
    function ask<T>(make: (answer: (value: T) => void) => Asked, no: T): Promise<T> {
      return new Promise((resolve) => {
        setAsked((before) => {
          if (before) refuse(before);
          return make((value) => {
            setAsked(null);
            resolve(value ?? no);
          });
        });
      });
    }
    return {
      config: (wish) => latest.current.outer.config(wish),
      told: (configured) => latest.current.outer.told(configured),
      close: () => latest.current.outer.close(),
      showMenu: (isShown) => latest.current.outer.showMenu(isShown),
      ...(isInProgram && { miniProgram: (name: string, arg: unknown) => latest.current.outer.miniProgram?.(name, arg) }),
      scan: () => ask<string | null>((answer) => ({ for: "scan", answer }), null),
      place: () => ask<Spot>((answer) => ({ for: "place", answer }), null),
      choosePictures: (most, sources) => ask<Blob[] | null>((answer) => ({ for: "choose", most, sources, answer }), null),
      record: async () => {
        if (!(await ask<boolean | null>((answer) => ({ for: "microphone", answer }), null))) return null;
        const recording = await record();
        latest.current.outer.records();
        return recording;
      },
      recorded: () => latest.current.outer.recorded(),
      upload: async (kind, bytes, pagePass) => (await latest.current.outer.api.bring(kind, bytes, pagePass)).media_id,
      download: (mediaId, pagePass) => latest.current.outer.api.fetched(mediaId, pagePass),
      play: played,
      showPlace: (spot) => setAsked({ for: "spot", spot, answer: () => setAsked(null) }),
      preview: (urls, current) => setAsked({ for: "pictures", urls, current, answer: () => setAsked(null) }),
      pay: (invocation) =>
        new Promise((resolve) => {
          if (paid.current) return resolve("fail");
          paid.current = resolve;
          void latest.current.payments.open({ invocation });
        }),
    };
  }, [isInProgram]);
  return { abilities, asked };
}

function refuse(asked: NonNullable<Asked>): void {
  if (asked.for === "pictures" || asked.for === "spot") asked.answer();
  else asked.answer(null);
}

/** The house's own sheet for what a page asked. `site` is said on each, since the page cannot be trusted to. */
export function Asking({ asked, site }: { asked: Asked; site: string }) {
  const { t } = useWords();
  if (!asked) return null;
  const close = () => refuse(asked);
  if (asked.for === "place") {
    return <PlaceSheet onClose={close} onPlace={({ latitude, longitude }) => asked.answer({ latitude, longitude, accuracy: 30 })} />;
  }
  if (asked.for === "choose") return <ChoosePictures {...asked} site={site} onClose={close} />;
  if (asked.for === "microphone") return <MicrophoneSheet site={site} onAnswer={asked.answer} />;
  if (asked.for === "spot") return <SpotSheet spot={asked.spot} onClose={close} />;
  if (asked.for === "scan") {
    return (
      <Sheet title={t("browser.scanFor", { site })} closeLabel={t("app.close")} onClose={close}>
        <Suspense fallback={<div className="scan-view" />}>
          <Scanner onText={(text) => asked.answer(text)} />
        </Suspense>
      </Sheet>
    );
  }
  const first = asked.urls.indexOf(asked.current);
  const inOrder = first > 0 ? [...asked.urls.slice(first), ...asked.urls.slice(0, first)] : asked.urls;
  return (
    <Sheet title={t("browser.picturesOf", { site })} closeLabel={t("app.close")} onClose={close}>
      <div className="browser-pictures">
        {inOrder.map((picture, index) => (
          <img key={index} src={picture} alt={t("browser.picture", { number: index + 1 })} referrerPolicy="no-referrer" />
        ))}
      </div>
    </Sheet>
  );
}
