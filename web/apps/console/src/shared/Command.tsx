/** Something to type into a terminal: whole, on a ground of its own, with a way to copy it. */
import "./command.css";
import { CopyButton } from "./Copy";

export function Command({ text, what }: { text: string; what: string }) {
  return (
    <div className="command">
      <pre className="command__text" tabIndex={0} aria-label={what}>
        <code>{text}</code>
      </pre>
      <CopyButton text={text} what={what} />
    </div>
  );
}
