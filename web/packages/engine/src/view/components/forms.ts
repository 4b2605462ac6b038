/** The components people fill in. */
import type { ComponentFactory } from "./component";
import { editor } from "./editor/editor";
import { editorLook } from "./editor/look";
import { checkbox, checkboxGroup, radio, radioGroup, switch_ } from "./form/choice";
import { form, label } from "./form/form";
import { input } from "./form/input";
import { fieldLook } from "./form/look";
import { slider } from "./form/slider";
import { textarea } from "./form/textarea";
import { pickerLook } from "./picker/look";
import { picker } from "./picker/picker";
import { pickerView, pickerViewColumn } from "./picker/picker-view";

export const formComponents: Record<string, ComponentFactory> = {
  form,
  label,
  input,
  textarea,
  checkbox,
  "checkbox-group": checkboxGroup,
  radio,
  "radio-group": radioGroup,
  switch: switch_,
  slider,
  picker,
  "picker-view": pickerView,
  "picker-view-column": pickerViewColumn,
  editor,
};

export const formLook = fieldLook + pickerLook + editorLook;
