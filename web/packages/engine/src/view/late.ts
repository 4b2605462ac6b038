/** The second file of the view: components that most first pages don't need. It hands them to whoever asked and keeps nothing. */
import type { ComponentFactory } from "./components/component";
import { editor } from "./components/editor/editor";
import { editorLook } from "./components/editor/look";
import { map } from "./components/map/map";
import { mapLook } from "./components/map/look";
import { audio } from "./components/media/audio";
import { camera } from "./components/media/camera";
import { playerLook } from "./components/media/look";
import { video } from "./components/media/video";
import { pickerLook } from "./components/picker/look";
import { picker } from "./components/picker/picker";
import { pickerView, pickerViewColumn } from "./components/picker/picker-view";

const components: Record<string, ComponentFactory> = {
  picker, "picker-view": pickerView, "picker-view-column": pickerViewColumn, editor, video, audio, camera, map,
};

(globalThis as { __hutongLate?: (parts: object) => void }).__hutongLate?.({
  components,
  look: [pickerLook, editorLook, playerLook, mapLook].join("\n"),
});
