/** What `/api/lab/phone` tells about coming in from a phone. */
import { useQuery } from "@tanstack/react-query";
import { http } from "../../api";

export interface Drawn {
  url: string;
  qr_svg: string;
}

export interface Way {
  address: string;
  trust: Drawn;
  open: Drawn | null;
}

export interface PhoneDoor {
  ways: Way[];
  root: { name: string; fingerprint: string; url: string };
  missing: string[];
  restart_with: string;
  warning: string | null;
}

export function usePhoneDoor() {
  return useQuery({ queryKey: ["lab", "phone"], queryFn: () => http.get<PhoneDoor>("/api/lab/phone") });
}
