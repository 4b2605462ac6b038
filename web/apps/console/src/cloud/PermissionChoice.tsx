/** Who may read and write: the four ways the platform knows, each said in a sentence. */
import { Select } from "antd";
import { useWords } from "../words";
import { permissions } from "./types";
import type { Permission } from "./types";

interface PermissionChoiceProps {
  label: string;
  value: Permission;
  isPending: boolean;
  onChange: (permission: Permission) => void;
}

export function PermissionChoice({ label, value, isPending, onChange }: PermissionChoiceProps) {
  const { t } = useWords();
  // Rules of one's own are written elsewhere; they are shown while they are there.
  const known: Permission[] = value === "CUSTOM" ? [...permissions, "CUSTOM"] : [...permissions];
  return (
    <Select
      className="cloud-permission"
      aria-label={label}
      value={value}
      loading={isPending}
      popupMatchSelectWidth={false}
      options={known.map((one) => ({ value: one, label: t(`cloud.permission.${one}`) }))}
      onChange={onChange}
    />
  );
}
