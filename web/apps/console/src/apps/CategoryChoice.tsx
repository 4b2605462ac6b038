/** In what a new program serves. What is closed to its owner is in the list, and says so. */
import { Select } from "antd";
import { keyOf, optionsOf } from "../mini/categoryOptions";
import type { Category } from "../mini/types";
import { Field } from "../shared/Field";
import { useWords } from "../words";

interface CategoryChoiceProps {
  table: Category[];
  isIndividuals: boolean;
  chosen: Category | null;
  error: string | undefined;
  onChange: (chosen: Category | null) => void;
}

export function CategoryChoice({ table, isIndividuals, chosen, error, onChange }: CategoryChoiceProps) {
  const { t, language } = useWords();
  const options = optionsOf(table, language, (one, name) => {
    if (isIndividuals && !one.for_individuals) return { label: t("categories.closed", { name }), disabled: true };
    // Papers are kept with the program, which is not there yet.
    return { label: one.papers === "" ? name : t("create.categoryPapers", { name }), disabled: one.papers !== "" };
  });
  return (
    <Field label={t("create.category")} error={error} note={t("create.categoryNote")}>
      <Select
        showSearch={{ optionFilterProp: "label" }}
        value={chosen === null ? null : keyOf(chosen)}
        options={options}
        onChange={(key: string) => onChange(table.find((one) => keyOf(one) === key) ?? null)}
      />
    </Field>
  );
}
