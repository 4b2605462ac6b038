/** The components people fill in. */
import type { ComponentFactory } from "./component";
import { checkbox, checkboxGroup, radio, radioGroup, switch_ } from "./form/choice";
import { form, label } from "./form/form";
import { input } from "./form/input";
import { fieldLook } from "./form/look";
import { slider } from "./form/slider";
import { textarea } from "./form/textarea";

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
};

export const formLook = fieldLook;
