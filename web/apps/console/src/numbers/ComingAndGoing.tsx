/** Who came and who left, day by day: bars up and down around a line. */
import { localeOf } from "../shared/locale";
import { useWords } from "../words";
import { bars } from "./figures";
import type { DayNumbers } from "./types";

const width = 600;
const height = 120;

export function ComingAndGoing({ days }: { days: DayNumbers[] }) {
  const { t, language } = useWords();
  const drawn = bars(days, width, height);
  const short = new Intl.DateTimeFormat(localeOf(language), { month: "short", day: "numeric", timeZone: "UTC" });
  const told = (day: DayNumbers) =>
    `${short.format(new Date(day.on))}: ${t("numbers.cameLeft", { came: day.came, left: day.left })}`;
  const [first, last] = [days[0], days.at(-1)];
  return (
    <figure className="coming">
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={t("numbers.coming")}>
        {drawn.bars.map((bar, nth) => (
          <g key={days[nth]?.on ?? nth}>
            <title>{days[nth] && told(days[nth])}</title>
            <rect x={bar.x} y={0} width={bar.width} height={height} fill="transparent" />
            <rect className="coming__came" x={bar.x} y={drawn.middle - bar.up} width={bar.width} height={bar.up} />
            <rect className="coming__left" x={bar.x} y={drawn.middle} width={bar.width} height={bar.down} />
          </g>
        ))}
        <line x1={0} x2={width} y1={drawn.middle} y2={drawn.middle} vectorEffect="non-scaling-stroke" />
      </svg>
      <figcaption>
        <span>{first && short.format(new Date(first.on))}</span>
        <span className="coming__key">
          <i className="coming__dot" /> {t("numbers.came")} <i className="coming__dot coming__dot--left" />{" "}
          {t("numbers.left")}
        </span>
        <span>{last && short.format(new Date(last.on))}</span>
      </figcaption>
    </figure>
  );
}
