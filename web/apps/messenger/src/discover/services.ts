/** Everything that is here: each service with its doors, and how far it has come. */

export type ServiceState = "works" | "lab" | "coming";

export interface Service {
  name: string;
  state: ServiceState;
  /** Where a person uses it. */
  open?: string;
  /** Where its owner looks after it. */
  console?: string;
  /** Where a developer reads about it. */
  api?: string;
}

/** `name` is a key under `services.` in the locales. */
export const SERVICES: readonly Service[] = [
  { name: "chats", state: "works", open: "/", api: "/api/docs" },
  { name: "voice", state: "works", open: "/" },
  { name: "accounts", state: "works", open: "/lane", console: "/console", api: "/api/docs" },
  { name: "menus", state: "works", open: "/lane", console: "/console", api: "/api/docs" },
  { name: "codes", state: "works", open: "/add", console: "/console", api: "/api/docs" },
  { name: "callbacks", state: "works", console: "/console", api: "/api/docs" },
  { name: "wallet", state: "works", open: "/wallet", api: "/api/docs" },
  { name: "care", state: "works", open: "/settings" },
  { name: "offline", state: "works", open: "/settings" },
  { name: "lab", state: "lab", console: "/console/lab" },
  { name: "clock", state: "lab", console: "/console/lab/clock" },
  { name: "articles", state: "coming" },
  { name: "programs", state: "works", open: "/lane", console: "/console", api: "/api/docs" },
  { name: "work", state: "coming" },
];
