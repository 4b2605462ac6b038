import { CloseIcon } from "@hutong/ui/icons";
import { useState } from "react";
import { size } from "../app/time";
import { useWords } from "../app/words";
import { kindOf } from "./files";

/** What goes out with the next Send; pictures as they look. */
export function Tray({ files, onRemove }: { files: File[]; onRemove: (file: File) => void }) {
  return (
    <ul className="tray">
      {files.map((file, index) => (
        <TrayItem key={`${index} ${file.name}`} file={file} onRemove={() => onRemove(file)} />
      ))}
    </ul>
  );
}

function TrayItem({ file, onRemove }: { file: File; onRemove: () => void }) {
  const { t, language } = useWords();
  // Once it is drawn the picture needs its address no more.
  const [url] = useState(() => (kindOf(file) === "image" ? URL.createObjectURL(file) : null));
  return (
    <li className={url ? "tray-picture" : undefined}>
      {url ? (
        <img src={url} alt={file.name} onLoad={() => URL.revokeObjectURL(url)} />
      ) : (
        <>
          <span>{file.name}</span>
          <small>{size(file.size, language)}</small>
        </>
      )}
      <button type="button" aria-label={t("composer.remove", { name: file.name })} onClick={onRemove}>
        <CloseIcon weight="bold" aria-hidden="true" />
      </button>
    </li>
  );
}
