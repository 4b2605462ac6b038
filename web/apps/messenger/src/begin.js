/* global __WORDS__, __THREAD__, document, fetch, localStorage, location, matchMedia, navigator, performance, sessionStorage, URL, window */
/**
 * What can begin before the messenger's own script is here: its light, its words, its thread, and the first questions
 * to the server. The build writes it into the page itself; `WORDS` and `THREAD` become the names of built files.
 */
(() => {
  const WORDS = __WORDS__;
  const THREAD = __THREAD__;
  const root = document.documentElement;
  const begun = { person: null, asked: new Map() };

  const theme = localStorage.getItem("hutong.theme");
  const isDark = theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.theme = isDark ? "dark" : "light";
  if (localStorage.getItem("hutong.care") === "on") root.dataset.care = "on";
  // Whoever was here before sees the lane's outline until it is drawn.
  const isKnown = localStorage.getItem("hutong.last") !== null;
  const isPublic = /^\/(sign-in|register|invite|operator|doors)/.test(location.pathname);
  if (isKnown && !isPublic) root.dataset.outline = location.pathname === "/" ? "list" : "page";

  const coming = (name) => {
    const isStyle = name.endsWith(".css");
    const link = Object.assign(document.createElement("link"), { rel: isStyle ? "preload" : "modulepreload", href: name });
    if (isStyle) Object.assign(link, { as: "style", crossOrigin: "" });
    document.head.append(link);
  };
  const spoken = navigator.languages.some((one) => /^zh/i.test(one)) && !/^en/i.test(navigator.languages[0] ?? "") ? "zh-CN" : "en";
  const words = WORDS[localStorage.getItem("hutong.language") ?? spoken] ?? [];
  [...words, ...(location.pathname.startsWith("/c/") ? THREAD : [])].forEach(coming);

  const arrived = performance.getEntriesByType("navigation")[0];
  const wanted = new URL(location.href).searchParams.get("as");
  begun.person = wanted || (arrived?.redirectCount > 0 ? null : sessionStorage.getItem("hutong.as"));
  const ask = (method, path, body) => {
    const headers = { Accept: "application/json" };
    if (body) Object.assign(headers, { "Content-Type": "application/json", "X-Hutong": "1" });
    if (begun.person) headers["X-Hutong-Person"] = begun.person;
    const answer = fetch(path, { method, headers, body, credentials: "same-origin" });
    // Whoever takes it hears why it failed.
    answer.catch(() => undefined);
    begun.asked.set(`${method} ${path}`, { body, answer });
  };
  ask("GET", "/api/client/session", null);
  if (isKnown && !isPublic) ask("POST", "/api/client/sync", JSON.stringify({ personal_seq: 0, positions: {} }));
  window.hutongBegun = begun;
})();
