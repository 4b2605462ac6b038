/** Where visits came from: each source with its share of them. */
import { Box } from "../shell/Page";
import { useWords } from "../words";
import type { Measures } from "./types";

export function Sources({ sources }: { sources: Measures["sources"] }) {
  const { t, has, language } = useWords();
  const all = sources.reduce((sum, { opens }) => sum + opens, 0);
  const number = new Intl.NumberFormat(language);
  const share = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 });
  const nameOf = (source: number) => t(has(`measures.source.${source}`) ? `measures.source.${source}` : "measures.source.10");
  return (
    <Box title={t("measures.sources")}>
      {all === 0 ? (
        <p className="mute">{t("measures.noSources")}</p>
      ) : (
        <ul className="mini-sources">
          {sources.map(({ source, opens }) => (
            <li key={source}>
              <span className="el">{nameOf(source)}</span>
              <span className="mini-sources__track" aria-hidden>
                <span style={{ inlineSize: `${(100 * opens) / all}%` }} />
              </span>
              <span className="num">
                {number.format(opens)} <span className="mute">· {share.format(opens / all)}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Box>
  );
}
