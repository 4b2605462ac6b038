/** The console starts here. */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "@hutong/ui/tokens.css";
import "@hutong/ui/ui.css";
import "./console.css";
import "./pay/pay.css";
import { Console } from "./Console";

const root = document.getElementById("root");
if (root === null) throw new Error("the page has no root");
createRoot(root).render(
  <StrictMode>
    <Console />
  </StrictMode>,
);
