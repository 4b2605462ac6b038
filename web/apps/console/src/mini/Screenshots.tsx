/** Pictures of what a reviewer found wrong; each opens whole in a tab of its own. */
import { useWords } from "../words";

export function Screenshots({ pictures }: { pictures: readonly { digest: string; url: string }[] }) {
  const { t } = useWords();
  if (pictures.length === 0) return null;
  return (
    <ul className="mini-shots">
      {pictures.map(({ digest, url }, nth) => (
        <li key={digest}>
          <a href={url} target="_blank" rel="noreferrer">
            <img src={url} alt={t("mini.screenshot", { nth: nth + 1 })} loading="lazy" />
          </a>
        </li>
      ))}
    </ul>
  );
}
