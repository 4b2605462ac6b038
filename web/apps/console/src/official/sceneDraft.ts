/** A code with a scene, before it is made; its bounds are those of `qrcode/create`. */
import type { NewSceneCode } from "./types";

export interface SceneDraft {
  isPermanent: boolean;
  isNumber: boolean;
  scene: string;
  seconds: number;
}

export const sceneLimits = { characters: 64, permanentNumber: 100_000, temporaryNumber: 4_294_967_295 } as const;

export const lifetimes = [
  { seconds: 60, key: "minute" },
  { seconds: 3_600, key: "hour" },
  { seconds: 86_400, key: "day" },
  { seconds: 604_800, key: "week" },
  { seconds: 2_592_000, key: "month" },
] as const;

export const firstSceneDraft: SceneDraft = { isPermanent: true, isNumber: false, scene: "", seconds: 604_800 };

export function mistakeIn({ isPermanent, isNumber, scene }: SceneDraft): "sceneLength" | "sceneNumber" | null {
  if (!isNumber) return scene.length >= 1 && scene.length <= sceneLimits.characters ? null : "sceneLength";
  const number = Number(scene);
  const most = isPermanent ? sceneLimits.permanentNumber : sceneLimits.temporaryNumber;
  return scene !== "" && Number.isInteger(number) && number >= 1 && number <= most ? null : "sceneNumber";
}

export function toRequest({ isPermanent, isNumber, scene, seconds }: SceneDraft): NewSceneCode {
  return { scene, is_number: isNumber, ...(isPermanent ? {} : { seconds }) };
}
