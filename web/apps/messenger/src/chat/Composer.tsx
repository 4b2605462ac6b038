import type { Conversation } from "@hutong/api";
import { IconButton, Menu } from "@hutong/ui";
import { AddIcon, FileIcon, ImageIcon, MenuIcon, MicrophoneIcon, PacketIcon, PlaceIcon, SendIcon, SplitIcon, TransferIcon, type Icon } from "@hutong/ui/icons";
import { lazy, memo, Suspense, useCallback, useEffect, useLayoutEffect, useRef, useState, type ClipboardEvent, type DragEvent, type KeyboardEvent } from "react";
import { preferences } from "../app/preferences";
import { useSelf, useSession } from "../app/session";
import { size } from "../app/time";
import { useSay } from "../app/toasts";
import { useWords } from "../app/words";
import type { Gift } from "../pay/friends/SendMoney";
import { CareKeys } from "./CareKeys";
import { PlaceSheet } from "./PlaceSheet";
import { Tray } from "./Tray";
import { kindOf } from "./files";
import { NoMicrophone } from "./voice/NoMicrophone";
import { RecordBar } from "./voice/RecordBar";
import type { Refusal } from "./voice/recorder";
import { useRecording } from "./voice/useRecording";
import { knowWave } from "./voice/useWave";

const SendMoney = lazy(() => import("../pay/friends/SendMoney"));

const GIFTS: { gift: Gift; icon: Icon }[] = [
  { gift: "packet", icon: PacketIcon },
  { gift: "transfer", icon: TransferIcon },
  { gift: "split", icon: SplitIcon },
];

const LINES = 6;

interface ComposerProps {
  conversation: Conversation;
  onMenu: (() => void) | null;
}

/** Nothing here changes with what others say, however much of it arrives. */
export const Composer = memo(TheComposer, (before, now) => {
  const [one, other] = [before.conversation, now.conversation];
  return before.onMenu === now.onMenu && one.id === other.id && one.draft === other.draft && one.peer === other.peer;
});

function TheComposer({ conversation, onMenu }: ComposerProps) {
  const { t, language } = useWords();
  const { device } = useSelf();
  const { upload_limit_bytes: limit, picture_limit_bytes: pictureLimit } = useSession().session.instance;
  const { id } = conversation;
  const say = useSay();
  const [text, setText] = useState(conversation.draft);
  const [draft, setDraft] = useState(conversation.draft);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isOver, setOver] = useState(false);
  const [files, setFiles] = useState<File[]>([]);
  const [isPlacing, setPlacing] = useState(false);
  const [isWriting, setWriting] = useState(false);
  const [gift, setGift] = useState<Gift | null>(null);
  // Money goes to people; an account is paid by its own page.
  const gifts = conversation.peer.kind === "app" ? [] : GIFTS;
  const area = useRef<HTMLTextAreaElement>(null);
  const pictures = useRef<HTMLInputElement>(null);
  const anything = useRef<HTMLInputElement>(null);
  // Written on another device meanwhile: it follows, unless somebody writes here.
  if (conversation.draft !== draft) {
    setDraft(conversation.draft);
    if (text === draft || !document.hasFocus()) setText(conversation.draft);
  }
  const recording = useRecording({
    onDone: useCallback(
      (bytes: Blob, seconds: number) => {
        const url = URL.createObjectURL(bytes);
        knowWave(url, bytes);
        device.sendFile(id, { kind: "voice", name: "voice", bytes, seconds }, url);
      },
      [device, id],
    ),
    onRefused: setRefusal,
    onTooShort: useCallback(() => say(t("voice.tooShort")), [say, t]),
  });
  const canSend = text.trim() !== "" || files.length > 0;

  useLayoutEffect(() => {
    // As tall as its text, up to six lines.
    const element = area.current;
    if (!element) return;
    element.style.height = "auto";
    const line = parseFloat(getComputedStyle(element).lineHeight);
    element.style.height = `${Math.min(element.scrollHeight, line * LINES + 20)}px`;
  }, [text]);
  useEffect(() => {
    // A desk begins to type at once; on a phone the keyboard would hide what one came to read.
    if (matchMedia("(pointer: fine)").matches) area.current?.focus();
  }, []);

  const change = (value: string) => {
    setText(value);
    // Blank space is nobody's draft.
    device.saveDraft(id, value.trim() === "" ? "" : value);
  };
  const send = () => {
    for (const file of files) device.sendFile(id, { kind: kindOf(file, pictureLimit), name: file.name, bytes: file }, URL.createObjectURL(file));
    if (text.trim() !== "") device.send(id, { kind: "text", text });
    setFiles([]);
    change("");
    setWriting(false);
    area.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const breaksLine = event.shiftKey || matchMedia("(pointer: coarse)").matches;
    if (event.key !== "Enter" || breaksLine || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (canSend) send();
  };
  const take = (list: FileList | null | undefined) => {
    const fitting = [...(list ?? [])].filter(({ size }) => size <= limit);
    if (list && fitting.length < list.length) say(t("composer.tooLarge", { limit: size(limit, language) }));
    if (fitting.length > 0) setFiles((before) => [...before, ...fitting]);
  };
  const onPaste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    take(event.clipboardData.files);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  const upTo = (bytes: number) => t("composer.upTo", { limit: size(bytes, language) });
  const { state } = recording;
  const speaks = state.is !== "idle";
  if (preferences.care() && !isWriting && !speaks && !canSend) {
    return (
      <div className="composer">
        <CareKeys onSpeak={recording.tap} onWrite={() => setWriting(true)} onMenu={onMenu} />
        {refusal && <NoMicrophone why={refusal} onClose={() => setRefusal(null)} />}
      </div>
    );
  }
  // While the microphone is asked for the key stays too: the finger may still be on it.
  const isHeld = state.is === "asking" || (state.is === "recording" && state.isHeld);

  return (
    <div
      className={isOver ? "composer composer-over" : "composer"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(event.dataTransfer.types.includes("Files"));
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      {files.length > 0 && <Tray files={files} onRemove={(gone) => setFiles(files.filter((file) => file !== gone))} />}
      <div className={speaks ? "composer-row composer-speaks" : "composer-row"}>
        {speaks && <RecordBar state={state} recording={recording.recording} onSend={() => void recording.finish()} onDrop={recording.drop} />}
        {onMenu && <IconButton label={t("composer.showMenu")} icon={MenuIcon} onClick={onMenu} />}
        <Menu
          side="above"
          align="start"
          items={[
            { label: t("composer.picture"), icon: ImageIcon, note: upTo(pictureLimit), run: () => pictures.current?.click() },
            { label: t("composer.file"), icon: FileIcon, note: upTo(limit), run: () => anything.current?.click() },
            { label: t("composer.place"), icon: PlaceIcon, run: () => setPlacing(true) },
            ...gifts.map(({ gift, icon }) => ({ label: t(`composer.${gift}`), icon, run: () => setGift(gift) })),
          ]}
        >
          {({ open, toggle }) => <IconButton label={t("composer.attach")} icon={AddIcon} aria-expanded={open} aria-haspopup="menu" onClick={toggle} />}
        </Menu>
        <textarea
          ref={area}
          autoFocus={isWriting}
          rows={1}
          value={text}
          placeholder={t("composer.placeholder")}
          aria-label={t("composer.placeholder")}
          onChange={(event) => change(event.target.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        {canSend ? (
          <IconButton label={t("composer.send")} icon={SendIcon} filled className="composer-send" onClick={send} />
        ) : (
          <IconButton
            label={t("voice.record")}
            icon={MicrophoneIcon}
            filled={speaks}
            className={isHeld ? "composer-mic composer-mic-held" : "composer-mic"}
            onPointerDown={(event) => {
              if (event.button !== 0) return;
              event.currentTarget.setPointerCapture(event.pointerId);
              recording.press();
            }}
            onPointerMove={(event) => recording.move(event.clientX < event.currentTarget.getBoundingClientRect().left - 60)}
            onPointerUp={recording.release}
            onPointerCancel={recording.drop}
            onContextMenu={(event) => event.preventDefault()}
            onKeyDown={(event) => {
              if (event.key !== "Enter" && event.key !== " ") return;
              event.preventDefault();
              recording.tap();
            }}
          />
        )}
      </div>
      <p className="composer-hint" aria-hidden="true">
        <kbd>Enter</kbd> {t("composer.enterSends")} <kbd>Shift Enter</kbd> {t("composer.shiftBreaks")}
      </p>
      <input ref={pictures} type="file" accept="image/*,video/*" multiple hidden onChange={(event) => take(event.target.files)} />
      <input ref={anything} type="file" multiple hidden onChange={(event) => take(event.target.files)} />
      {refusal && <NoMicrophone why={refusal} onClose={() => setRefusal(null)} />}
      {gift && (
        <Suspense fallback={null}>
          <SendMoney gift={gift} conversation={conversation} onClose={() => setGift(null)} />
        </Suspense>
      )}
      {isPlacing && (
        <PlaceSheet
          onClose={() => setPlacing(false)}
          onPlace={(place) => {
            setPlacing(false);
            device.send(id, { kind: "location", ...place });
          }}
        />
      )}
    </div>
  );
}
