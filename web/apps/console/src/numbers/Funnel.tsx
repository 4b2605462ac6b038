/** How far people went who scanned a code, scene by scene. */
import { Link } from "react-router";
import { Answer, Empty } from "../shared/State";
import { Table } from "../shared/Table";
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
            <Table
              className="funnel"
              items={items}
              keyOf={(scene) => `${String(scene.is_number)}${scene.scene}`}
              columns={[
                {
                  head: t("numbers.scene"),
                  cell: (scene: Scene) => (
                    <>
                      <b className="el mono">{scene.scene}</b>
                      <span className="mute"> {t("numbers.scans", { count: scene.scans })}</span>
                    </>
                  ),
                },
                ...steps.map((step) => ({
                  head: t(`numbers.step.${step}`),
                  isNumber: true,
                  cell: (scene: Scene) => <StepCell scene={scene} step={step} />,
                })),
              ]}
            />
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
