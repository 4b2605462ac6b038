import { Input } from "antd";
import { SearchIcon } from "../icons";

interface SearchFieldProps {
  label: string;
  value: string;
  onChange: (text: string) => void;
  size?: "small" | "middle";
}

/** A field that narrows a list while one types. */
export function SearchField({ label, value, onChange, size = "middle" }: SearchFieldProps) {
  return (
    <Input
      type="search"
      className="search"
      size={size}
      prefix={<SearchIcon aria-hidden size={16} className="mute" />}
      aria-label={label}
      placeholder={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
