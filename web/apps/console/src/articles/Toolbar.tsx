/** What can be done to the words: marks, blocks, pictures, links. */
import { Button, Divider, Input, Popover, Tooltip } from "antd";
import { useEditorState } from "@tiptap/react";
import type { Editor } from "@tiptap/react";
import { useRef, useState } from "react";
import {
  BoldIcon,
  BulletsIcon,
  DividerIcon,
  HeadingIcon,
  ImageIcon,
  ItalicIcon,
  LinkIcon,
  NumbersIcon,
  QuoteIcon,
  RedoIcon,
  StrikeIcon,
  UndoIcon,
} from "../icons";
import type { Icon } from "../icons";
import { useWords } from "../words";
import { ProgramTool } from "./ProgramTool";
import { picturesOf } from "./pictures";

interface ToolbarProps {
  editor: Editor;
  onPictures: (files: File[]) => void;
}

export function Toolbar({ editor, onPictures }: ToolbarProps) {
  const { t } = useWords();
  const is = useEditorState({ editor, selector: ({ editor: now }) => standingOf(now) });
  const tool = (name: keyof typeof tools, on: boolean | undefined, run: () => void, disabled = false) => (
    <Tool icon={tools[name]} label={t(`articles.tool.${name}`)} on={on} disabled={disabled} onPress={run} />
  );
  const chain = () => editor.chain().focus();
  return (
    <div className="rich-text__tools" role="toolbar" aria-label={t("articles.tools")}>
      {tool("undo", undefined, () => chain().undo().run(), !is.canUndo)}
      {tool("redo", undefined, () => chain().redo().run(), !is.canRedo)}
      <Divider orientation="vertical" />
      {tool("heading", is.heading, () => chain().toggleHeading({ level: 2 }).run())}
      {tool("bold", is.bold, () => chain().toggleBold().run())}
      {tool("italic", is.italic, () => chain().toggleItalic().run())}
      {tool("strike", is.strike, () => chain().toggleStrike().run())}
      <LinkTool editor={editor} isOn={is.link} />
      <Divider orientation="vertical" />
      {tool("quote", is.quote, () => chain().toggleBlockquote().run())}
      {tool("bullets", is.bullets, () => chain().toggleBulletList().run())}
      {tool("numbers", is.numbers, () => chain().toggleOrderedList().run())}
      {tool("divider", undefined, () => chain().setHorizontalRule().run())}
      <PictureTool onPictures={onPictures} />
      <ProgramTool editor={editor} />
    </div>
  );
}

const tools = {
  undo: UndoIcon,
  redo: RedoIcon,
  heading: HeadingIcon,
  bold: BoldIcon,
  italic: ItalicIcon,
  strike: StrikeIcon,
  quote: QuoteIcon,
  bullets: BulletsIcon,
  numbers: NumbersIcon,
  divider: DividerIcon,
} as const;

function standingOf(editor: Editor) {
  return {
    canUndo: editor.can().undo(),
    canRedo: editor.can().redo(),
    heading: editor.isActive("heading"),
    bold: editor.isActive("bold"),
    italic: editor.isActive("italic"),
    strike: editor.isActive("strike"),
    link: editor.isActive("link"),
    quote: editor.isActive("blockquote"),
    bullets: editor.isActive("bulletList"),
    numbers: editor.isActive("orderedList"),
  };
}

interface ToolProps {
  icon: Icon;
  label: string;
  /** Pressed or not; undefined for what does something once. */
  on: boolean | undefined;
  disabled?: boolean;
  onPress: () => void;
}

function Tool({ icon: Glyph, label, on, disabled = false, onPress }: ToolProps) {
  return (
    <Tooltip title={label}>
      <Button
        type="text"
        size="small"
        aria-label={label}
        aria-pressed={on}
        disabled={disabled}
        icon={<Glyph aria-hidden size={18} />}
        // The words keep the selection.
        onMouseDown={(event) => event.preventDefault()}
        onClick={onPress}
      />
    </Tooltip>
  );
}

function PictureTool({ onPictures }: { onPictures: (files: File[]) => void }) {
  const { t } = useWords();
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <>
      <Tool icon={ImageIcon} label={t("articles.tool.picture")} on={undefined} onPress={() => chooser.current?.click()} />
      <input
        ref={chooser}
        type="file"
        accept="image/*"
        multiple
        hidden
        data-testid="text-pictures"
        onChange={(event) => {
          onPictures(picturesOf(event.target.files));
          event.target.value = "";
        }}
      />
    </>
  );
}

function LinkTool({ editor, isOn }: { editor: Editor; isOn: boolean }) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const [address, setAddress] = useState("");
  const isWebAddress = /^https?:\/\/\S+$/i.test(address.trim());
  const open = (next: boolean) => {
    if (next) setAddress(String(editor.getAttributes("link")["href"] ?? ""));
    setOpen(next);
  };
  const link = () => {
    const href = address.trim();
    const chain = editor.chain().focus().extendMarkRange("link");
    if (editor.state.selection.empty && !isOn) chain.insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href } }] }).run();
    else chain.setLink({ href }).run();
    setOpen(false);
  };
  return (
    <Popover
      open={isOpen}
      onOpenChange={open}
      trigger="click"
      content={
        <div className="rich-text__link">
          <Input
            autoFocus
            aria-label={t("articles.linkAddress")}
            placeholder="https://"
            value={address}
            onChange={(event) => setAddress(event.target.value)}
            onPressEnter={() => isWebAddress && link()}
          />
          <Button disabled={!isWebAddress} onClick={link}>
            {t("articles.tool.link")}
          </Button>
          {isOn && <Button onClick={() => (editor.chain().focus().extendMarkRange("link").unsetLink().run(), setOpen(false))}>{t("articles.unlink")}</Button>}
        </div>
      }
    >
      <Button
        type="text"
        size="small"
        aria-label={t("articles.tool.link")}
        aria-pressed={isOn}
        icon={<LinkIcon aria-hidden size={18} />}
        onMouseDown={(event) => event.preventDefault()}
      />
    </Popover>
  );
}
