// @ts-check
/**
 * What a reader does with an article. The page itself is whole without this script; likes, comments and who reads come
 * from the lane, another origin of the same site, where the reader may be signed in.
 */
const told = JSON.parse(/** @type {HTMLElement} */ (document.getElementById("told")).textContent ?? "");
/** @type {(id: string) => any} */
const part = (id) => document.getElementById(id);
const hash = new URLSearchParams(location.hash.slice(1));
const here = `${told.lane}/api/client/articles/${told.code}`;
/** @type {any} */
let state = null;

if (window.parent !== window) document.documentElement.classList.add("is-inside");
if (["light", "dark"].includes(hash.get("theme") ?? "")) document.documentElement.dataset.theme = hash.get("theme") ?? "";

/** @param {string} method @param {string} path @param {object} [body] */
async function ask(method, path, body) {
  const headers = /** @type {Record<string, string>} */ ({ "content-type": "application/json" });
  const reader = hash.get("as");
  if (reader) headers["x-hutong-person"] = reader;
  const options = { method, headers, credentials: /** @type {const} */ ("include") };
  const answer = await fetch(here + path, method === "GET" ? options : { ...options, body: JSON.stringify(body ?? {}) });
  const said = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(said.error), { code: said.error, params: said.params });
  return said;
}

/** @param {string} key @param {Record<string, unknown>} [values] */
function say(key, values = {}) {
  return (told.words[key] ?? "").replace(/\{(\w+)\}/g, (/** @type {string} */ _, /** @type {string} */ name) => String(values[name] ?? ""));
}

/** @param {string} tag @param {string} look @param {(string | Node)[]} inside */
function make(tag, look, ...inside) {
  const made = document.createElement(tag);
  if (look) made.className = look;
  made.append(...inside);
  return made;
}

/** @param {string} name */
function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "i");
  svg.setAttribute("aria-hidden", "true");
  svg.append(document.createElementNS("http://www.w3.org/2000/svg", "use"));
  svg.firstElementChild?.setAttribute("href", `#i-${name}`);
  return svg;
}

const spelt = (/** @type {number} */ count) => (count > 0 ? count.toLocaleString("en") : "");

function show() {
  const like = part("like");
  like.setAttribute("aria-pressed", String(state.is_liked));
  like.setAttribute("aria-label", say(state.is_liked ? "liked" : "like", { count: state.likes }));
  like.querySelector(".num").textContent = spelt(state.likes);
  part("reads").textContent = say(state.reads === 1 ? "reads_one" : "reads", { count: state.reads.toLocaleString("en") });
  const toTalk = part("to-talk");
  if (toTalk) toTalk.querySelector(".num").textContent = spelt(state.comments_total);
  const follow = part("follow");
  follow.textContent = say(state.is_following ? "following" : "follow");
  follow.classList.toggle("is-following", state.is_following);
  showComments();
}

function showComments() {
  const said = part("said");
  if (!said) return;
  const list = make("ol", "", ...state.comments.map(shownComment));
  said.replaceChildren(...(state.comments.length === 0 ? [make("p", "none", say("first"))] : []), list);
}

/** @param {any} comment */
function shownComment(comment) {
  const face = make("span", "av av-person", comment.author.avatar_url ? "" : comment.author.name.slice(0, 1).toUpperCase());
  face.style.setProperty("--s", "36px");
  face.setAttribute("aria-hidden", "true");
  if (comment.author.avatar_url) {
    const picture = Object.assign(document.createElement("img"), { src: told.lane + comment.author.avatar_url, alt: "" });
    face.append(picture);
  }
  const who = make("div", "who", make("b", "", comment.author.name));
  if (comment.is_mine && !comment.is_elected) who.append(make("span", "chip", say("waiting")));
  if (comment.is_mine) who.append(dropButton(comment));
  const text = make("div", "said", who, make("p", "", comment.text));
  if (comment.reply) text.append(make("p", "reply", make("b", "", say("reply", { name: told.name })), ` ${comment.reply}`));
  const row = make("li", "", face, text);
  row.id = `comment-${comment.id}`;
  return row;
}

/** @param {any} comment */
function dropButton(comment) {
  const button = make("button", "drop-mine", icon("trash"));
  button.setAttribute("aria-label", say("drop"));
  button.addEventListener("click", async () => {
    await ask("DELETE", `/comments/${comment.id}`).catch(() => null);
    await refresh();
  });
  return button;
}

async function refresh() {
  state = await ask("GET", "");
  show();
}

async function like() {
  if (!state?.is_signed_in) return part("sign-in").showModal();
  const before = state;
  // Shown at once; taken back if the lane refuses.
  state = { ...state, is_liked: !state.is_liked, likes: state.likes + (state.is_liked ? -1 : 1) };
  show();
  try {
    state = { ...state, ...(await ask(before.is_liked ? "DELETE" : "PUT", "/like")) };
  } catch {
    state = before;
  }
  show();
}

function openWriting() {
  if (!state?.is_signed_in) return part("sign-in").showModal();
  part("write").showModal();
  part("write").querySelector("textarea").focus();
  count();
}

function count() {
  const [text, most] = [part("write").querySelector("textarea"), state.comment_limit];
  const length = [...text.value.trim()].length;
  part("write").querySelector(".count").textContent = `${length} / ${most}`;
  part("write").querySelector(".btn-door").disabled = length === 0 || length > most;
}

/** @param {string} words */
function complain(words) {
  const wrong = part("write").querySelector(".wrong");
  wrong.textContent = words;
  wrong.hidden = words === "";
}

/** @param {SubmitEvent} event */
async function send(event) {
  event.preventDefault();
  const text = part("write").querySelector("textarea");
  const button = part("write").querySelector(".btn-door");
  button.disabled = true;
  try {
    const comment = await ask("POST", "/comments", { text: text.value });
    text.value = "";
    complain("");
    part("write").close();
    await refresh();
    document.getElementById(`comment-${comment.id}`)?.scrollIntoView({ block: "center" });
  } catch (refusal) {
    complain(refusalWords(refusal));
    button.disabled = false;
  }
}

/** @param {any} refusal */
function refusalWords(refusal) {
  return say(refusals[refusal.code] ?? "failed", { most: state.comment_limit });
}

/** @type {Record<string, string>} */
const refusals = {
  comment_length: "long",
  comments_closed: "closed",
  followers_comment_only: "followers_only",
  too_many_comments: "enough",
  blocked_by_account: "refused",
};

async function copy() {
  await navigator.clipboard.writeText(location.origin + location.pathname);
  part("copy").querySelector("span").textContent = say("copied");
  setTimeout(() => (part("copy").querySelector("span").textContent = say("copy")), 4000);
}

function listen() {
  part("like").addEventListener("click", like);
  part("share").addEventListener("click", () => part("sharing").showModal());
  part("copy").addEventListener("click", copy);
  part("say")?.tagName === "BUTTON" && part("say").addEventListener("click", openWriting);
  part("write").querySelector("textarea").addEventListener("input", count);
  part("write").querySelector("form").addEventListener("submit", send);
  part("source")?.addEventListener("click", () => void ask("POST", "/visits", { kind: "source", source: from() }).catch(() => null));
  for (const dialog of document.querySelectorAll("dialog")) {
    dialog.querySelector("[data-close]")?.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  }
}

function from() {
  return new URLSearchParams(location.search).get("from") ?? "other";
}

listen();
// Who opens it and looks has read it; a page that was only fetched has no reader.
ask("POST", "/visits", { kind: "read", source: from() })
  .catch(() => null)
  .then(refresh)
  .catch(() => null);
