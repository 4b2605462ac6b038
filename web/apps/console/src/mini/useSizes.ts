import { useWords } from "../words";
import { localeOf } from "../shared/locale";

/** How large a file is, in the unit that a person would name. */
export function useSizes(): (bytes: number) => string {
  const { language } = useWords();
  return (bytes) => {
    const [unit, size] = bytes >= 1 << 20 ? (["megabyte", 1 << 20] as const) : bytes >= 1 << 10 ? (["kilobyte", 1 << 10] as const) : (["byte", 1] as const);
    const value = bytes / size;
    return new Intl.NumberFormat(localeOf(language), { style: "unit", unit, unitDisplay: unit === "byte" ? "long" : "short", maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
  };
}
