import { createContext, use } from "react";
import type { Point } from "@hutong/ui";
import type { Row } from "../rows";

export type MessageRow = Extract<Row, { kind: "message" }>;

/** How a message asks for its menu, wherever it was pointed to. */
export const MessageMenuContext = createContext<(row: MessageRow, at: Point) => void>(() => undefined);

export const useMessageMenu = () => use(MessageMenuContext);
