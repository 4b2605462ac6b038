/** Who may read and write: the ways the platform knows, each said in a sentence. */
import { Select } from "antd";
import { useWords } from "../words";
import type { Permission } from "./types";

interface PermissionChoiceProps {
  label: string;
  value: Permission;
  among: readonly Permission[];
  isPending: boolean;
  onChange: (permission: Permission) => void;
}

export function PermissionChoice({ label, value, among, isPending, onChange }: PermissionChoiceProps) {
  const { t } = useWords();
  return (
    <Select
      className="cloud-permission"
      aria-label={label}
      value={value}
      loading={isPending}
      popupMatchSelectWidth={false}
      options={among.map((one) => ({ value: one, label: t(`cloud.permission.${one}`) }))}
      onChange={onChange}
    />
  );
}
