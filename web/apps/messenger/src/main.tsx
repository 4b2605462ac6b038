import "@hutong/ui/tokens.css";
import "@hutong/ui/ui.css";
import "./app/app.css";
import "./app/care.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { applyCare, applyTheme, preferences } from "./app/preferences";
import { loadWords, WordsProvider } from "./app/words";
import { registerShell } from "./offline/register";

applyTheme(preferences.theme());
applyCare(preferences.care());
registerShell();

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
