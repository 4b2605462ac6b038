/** How far people went who scanned a code, scene by scene. */
import { Link } from "react-router";
import { Answer, Empty } from "../shared/State";
import { Box } from "../shell/Page";
import { useWords } from "../words";
import { share, steps } from "./figures";
import type { Step } from "./figures";
import { useScenes } from "./queries";
import type { Scene } from "./types";

export function Funnel({ appId }: { appId: string }) {
  const { t } = useWords();
  return (
    <Box title={t("numbers.funnel")} flush>
      <Answer asked={useScenes(appId)}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t("numbers.noScenes")} text={t("numbers.noScenesText")}>
              <Link to={`/apps/${appId}/qrcodes`}>{t("numbers.toCodes")}</Link>
            </Empty>
          ) : (
            <table className="table funnel">
              <thead>
                <tr>
                  <th>{t("numbers.scene")}</th>
                  {steps.map((step) => (
                    <th key={step} className="table__number">
                      {t(`numbers.step.${step}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {items.map((scene) => (
                  <tr key={`${String(scene.is_number)}${scene.scene}`}>
                    <td data-label="">
                      <b className="el mono">{scene.scene}</b>
                      <span className="mute"> {t("numbers.scans", { count: scene.scans })}</span>
                    </td>
                    {steps.map((step) => (
                      <td key={step} data-label={t(`numbers.step.${step}`)} className="table__number">
                        <StepCell scene={scene} step={step} />
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Answer>
    </Box>
  );
}

function StepCell({ scene, step }: { scene: Scene; step: Step }) {
  const percent = share(scene, step);
  return (
    <span className="funnel__step">
      <span className="num">
        {scene[step]}
        {step !== "scanned" && <span className="mute"> · {percent} %</span>}
      </span>
      <span className="funnel__track" aria-hidden>
        <span style={{ inlineSize: `${percent}%` }} />
      </span>
    </span>
  );
}
