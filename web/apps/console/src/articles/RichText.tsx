/** The text of an article, written as it will be read. */
import { Image } from "@tiptap/extension-image";
import { Placeholder } from "@tiptap/extensions";
import { EditorContent, useEditor } from "@tiptap/react";
import type { Editor } from "@tiptap/react";
import { StarterKit } from "@tiptap/starter-kit";
import { useEffect, useRef } from "react";
import { useWords } from "../words";
import { picturesOf } from "./pictures";
import { ProgramCardNode } from "./programCard";
import { Toolbar } from "./Toolbar";

/** A picture without words of its own is passed over by who reads by ear, instead of having its address read out. */
const Picture = Image.extend({
  addAttributes() {
    return { ...this.parent?.(), alt: { default: "" } };
  },
});

interface RichTextProps {
  html: string;
  onChange: (html: string) => void;
  /** Keeps a picture; answers where it is seen, or null when it was refused. */
  onPicture: (file: Blob) => Promise<string | null>;
}

export function RichText({ html, onChange, onPicture }: RichTextProps) {
  const { t } = useWords();
  // The editor is made once; what it calls is always of now.
  const calls = useRef({ onChange, onPicture });
  useEffect(() => {
    calls.current = { onChange, onPicture };
  }, [onChange, onPicture]);
  const editor = useEditor({
    extensions: [
      StarterKit.configure({
        heading: { levels: [2, 3] },
        link: { openOnClick: false, defaultProtocol: "https", protocols: ["http", "https"] },
      }),
      Picture,
      ProgramCardNode,
      Placeholder.configure({ placeholder: t("articles.textHint") }),
    ],
    content: html,
    editorProps: {
      attributes: { "aria-label": t("articles.text"), role: "textbox", "aria-multiline": "true", class: "rich-text__words" },
      handlePaste: (_, event) => take(event.clipboardData?.files),
      handleDrop: (_, event) => take((event as DragEvent).dataTransfer?.files),
    },
    onUpdate: ({ editor: now }) => calls.current.onChange(now.isEmpty ? "" : now.getHTML()),
  });
  const editorNow = useRef<Editor | null>(editor);
  useEffect(() => {
    editorNow.current = editor;
  }, [editor]);

  function take(files: FileList | null | undefined): boolean {
    const pictures = picturesOf(files);
    void addAll(pictures);
    return pictures.length > 0;
  }

  async function addAll(files: Blob[]) {
    for (const file of files) {
      const src = await calls.current.onPicture(file);
      if (src !== null) editorNow.current?.chain().focus().setImage({ src }).run();
    }
  }

  if (editor === null) return null;
  return (
    <div className="rich-text">
      <Toolbar editor={editor} onPictures={(files) => void addAll(files)} />
      <EditorContent editor={editor} />
    </div>
  );
}
