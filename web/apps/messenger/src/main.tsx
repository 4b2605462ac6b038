import "@hutong/ui/tokens.css";
import "@hutong/ui/ui.css";
import "./app/app.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { applyTheme, preferences } from "./app/preferences";
import { loadWords, WordsProvider } from "./app/words";

applyTheme(preferences.theme());

const root = document.getElementById("root");
if (!root) throw new Error("index.html has a #root");

void loadWords(preferences.language()).then((words) =>
  createRoot(root).render(
    <StrictMode>
      <WordsProvider first={words}>
        <App />
      </WordsProvider>
    </StrictMode>,
  ),
);
