import { useWords } from "../words";
import { localeOf } from "../shared/locale";

/** How large a file is, in the unit that a person would name. */
export function useSizes(): (bytes: number) => string {
  const { language } = useWords();
  return (bytes) => {
    const isLarge = bytes >= 1 << 20;
    const unit = isLarge ? "megabyte" : "kilobyte";
    const value = bytes / (isLarge ? 1 << 20 : 1 << 10);
    return new Intl.NumberFormat(localeOf(language), { style: "unit", unit, maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
  };
}
