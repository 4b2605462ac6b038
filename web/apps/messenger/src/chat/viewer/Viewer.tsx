/** Pictures of a thread, one at a time, as large as one likes: wheel, pinch, double click and keys. */
import { IconButton } from "@hutong/ui";
import { BrokenIcon, CloseIcon, DownloadIcon, EarlierIcon, LaterIcon, ZoomInIcon, ZoomOutIcon } from "@hutong/ui/icons";
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { useWords } from "../../app/words";
import "./viewer.css";
import { pan, WHOLE, zoomAt, type Size, type View } from "./zoom";

export interface ViewedPicture {
  key: string;
  url: string;
  name: string;
}

interface ViewerProps {
  pictures: ViewedPicture[];
  /** The key of the one to begin with. */
  first: string;
  onClose: () => void;
}

const STEP = 1.5;
const PAN_PX = 60;

export default function Viewer({ pictures, first, onClose }: ViewerProps) {
  const { t } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const [at, setAt] = useState(() => Math.max(0, pictures.findIndex(({ key }) => key === first)));
  const [view, setView] = useState<View>(WHOLE);
  const [broken, setBroken] = useState<string | null>(null);
  const image = useRef<HTMLImageElement>(null);
  const picture = pictures[at];

  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    return () => element?.close();
  }, []);
  const sizes = (): [Size, Size] => [
    { width: image.current?.offsetWidth ?? 1, height: image.current?.offsetHeight ?? 1 },
    { width: dialog.current?.clientWidth ?? 1, height: dialog.current?.clientHeight ?? 1 },
  ];
  const zoom = (factor: number, x = 0, y = 0) => setView((before) => zoomAt(before, factor, { x, y }, ...sizes()));
  const move = (x: number, y: number) => setView((before) => pan(before, x, y, ...sizes()));
  const go = (step: number) => {
    const next = at + step;
    if (next < 0 || next >= pictures.length) return;
    setAt(next);
    setView(WHOLE);
  };
  const gestures = useGestures({ zoom, move, swipe: (step) => view.scale === 1 && go(step) });
  const wheel = useRef(zoom);
  useLayoutEffect(() => {
    wheel.current = zoom;
  });
  useEffect(() => {
    // React listens to wheels passively, and the page must not zoom along.
    const element = dialog.current;
    const turn = (event: WheelEvent) => {
      event.preventDefault();
      wheel.current(Math.exp(-event.deltaY / 300), event.clientX - innerWidth / 2, event.clientY - innerHeight / 2);
    };
    element?.addEventListener("wheel", turn, { passive: false });
    return () => element?.removeEventListener("wheel", turn);
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    const isLarge = view.scale > 1;
    const moves: Record<string, () => void> = {
      "+": () => zoom(STEP),
      "=": () => zoom(STEP),
      "-": () => zoom(1 / STEP),
      "0": () => setView(WHOLE),
      ArrowLeft: () => (isLarge ? move(PAN_PX, 0) : go(-1)),
      ArrowRight: () => (isLarge ? move(-PAN_PX, 0) : go(1)),
      ArrowUp: () => move(0, PAN_PX),
      ArrowDown: () => move(0, -PAN_PX),
      PageUp: () => go(-1),
      PageDown: () => go(1),
    };
    const act = moves[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  if (!picture) return null;
  return (
    <dialog
      ref={dialog}
      className="viewer"
      aria-label={t("viewer.title", { name: picture.name })}
      onKeyDown={onKeyDown}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div
        className={view.scale > 1 ? "viewer-stage viewer-large" : "viewer-stage"}
        {...gestures}
        onDoubleClick={(event) => (view.scale > 1 ? setView(WHOLE) : zoom(2.5, event.clientX - innerWidth / 2, event.clientY - innerHeight / 2))}
      >
        {broken === picture.key ? (
          <p className="viewer-broken">
            <BrokenIcon aria-hidden="true" /> {t("media.broken")}
          </p>
        ) : (
          <img
            key={picture.key}
            ref={image}
            src={picture.url}
            alt={picture.name}
            draggable={false}
            onError={() => setBroken(picture.key)}
            style={{ transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})` }}
          />
        )}
      </div>
      <header className="viewer-bar">
        <span className="viewer-name">
          {picture.name}
          {pictures.length > 1 && <small className="num">{t("viewer.of", { at: at + 1, count: pictures.length })}</small>}
        </span>
        <IconButton label={t("viewer.smaller")} icon={ZoomOutIcon} disabled={view.scale <= 1} onClick={() => zoom(1 / STEP)} />
        <IconButton label={t("viewer.larger")} icon={ZoomInIcon} onClick={() => zoom(STEP)} />
        <a className="ib" href={picture.url} download={picture.name} aria-label={t("media.download")} title={t("media.download")}>
          <DownloadIcon aria-hidden="true" />
        </a>
        <IconButton label={t("app.close")} icon={CloseIcon} onClick={onClose} />
      </header>
      {at > 0 && <IconButton className="viewer-earlier" label={t("viewer.earlier")} icon={EarlierIcon} onClick={() => go(-1)} />}
      {at < pictures.length - 1 && <IconButton className="viewer-later" label={t("viewer.later")} icon={LaterIcon} onClick={() => go(1)} />}
    </dialog>
  );
}

interface Gestures {
  zoom: (factor: number, x: number, y: number) => void;
  move: (x: number, y: number) => void;
  swipe: (step: number) => void;
}

const SWIPE_PX = 60;

/** One finger moves, two zoom, a quick sideways stroke turns the page. */
function useGestures({ zoom, move, swipe }: Gestures) {
  const fingers = useRef(new Map<number, { x: number; y: number }>());
  const from = useRef<{ x: number; y: number } | null>(null);
  const lift = (event: PointerEvent) => {
    const wasAlone = fingers.current.size === 1;
    fingers.current.delete(event.pointerId);
    const begin = from.current;
    if (!wasAlone || !begin || event.pointerType === "mouse") return;
    const across = event.clientX - begin.x;
    if (Math.abs(across) > SWIPE_PX && Math.abs(across) > 2 * Math.abs(event.clientY - begin.y)) swipe(across < 0 ? 1 : -1);
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
      from.current = fingers.current.size === 1 ? { x: event.clientX, y: event.clientY } : null;
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const before = fingers.current.get(event.pointerId);
      if (!before) return;
      const now = { x: event.clientX, y: event.clientY };
      const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1];
      if (other) {
        const apart = (one: { x: number; y: number }) => Math.hypot(one.x - other.x, one.y - other.y) || 1;
        zoom(apart(now) / apart(before), (now.x + other.x - innerWidth) / 2, (now.y + other.y - innerHeight) / 2);
      } else move(now.x - before.x, now.y - before.y);
      fingers.current.set(event.pointerId, now);
    },
    onPointerUp: lift,
    onPointerCancel: lift,
  };
}
