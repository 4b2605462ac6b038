/**
 * audio.
 *
 * | method | arguments | result |
 * |---|---|---|
 * | setSrc | src | |
 * | play, pause | | |
 * | seek | position in seconds | |
 *
 * Told: play, pause, ended, timeupdate {currentTime, duration}, error {errMsg: 1 aborted, 2 network, 3 decoding, 4 not fit to play}.
 */
import { number, part, text, truth, type ComponentFactory } from "../component";
import { argument, clockText } from "./clock";
import { dress, glyphButton } from "./glyphs";

const WORDS = { zh_CN: { play: "播放", pause: "暂停", name: "未知音频", author: "未知作者" }, en: { play: "Play", pause: "Pause", name: "Unknown audio", author: "Unknown author" } };

export const audio: ComponentFactory = (element, context) => {
  const words = WORDS[context.surroundings.language()];
  const player = document.createElement("audio");
  player.preload = "metadata";
  const face = part("audio");
  const poster = part("audio-poster");
  const [name, author, clock] = ["name", "author", "clock"].map((one) => part(`audio-${one}`)) as [HTMLElement, HTMLElement, HTMLElement];
  const button = glyphButton("audio-play", "play", words.play, () => (player.paused ? start() : player.pause()));
  const facts = part("audio-facts");
  facts.append(name, author);
  poster.append(button);
  face.append(poster, facts, clock);
  face.hidden = true;
  element.append(player, face);
  name.textContent = words.name;
  author.textContent = words.author;
  let source = "";

  const start = () => void player.play().catch((problem: unknown) => context.emit("error", { errMsg: String(problem) }));

  async function open(src: string): Promise<void> {
    source = src;
    const address = src === "" ? "" : await context.load(src);
    if (source !== src) return;
    if (address === "") player.removeAttribute("src");
    else player.src = address;
  }

  function draw(): void {
    dress(button, player.paused ? "play" : "pause", player.paused ? words.play : words.pause);
    clock.textContent = clockText(player.currentTime);
  }

  for (const type of ["play", "pause", "ended"]) {
    player.addEventListener(type, () => {
      draw();
      context.emit(type, {});
    });
  }
  player.addEventListener("timeupdate", () => {
    draw();
    context.emit("timeupdate", { currentTime: player.currentTime, duration: player.duration || 0 });
  });
  player.addEventListener("error", () => {
    if (source !== "") context.emit("error", { errMsg: String(player.error?.code ?? 4) });
  });
  draw();

  return {
    prop(prop, value) {
      if (prop === "src") void open(text(value));
      else if (prop === "loop") player.loop = truth(value);
      else if (prop === "controls") face.hidden = !truth(value);
      else if (prop === "name") name.textContent = text(value) || words.name;
      else if (prop === "author") author.textContent = text(value) || words.author;
      else if (prop === "poster") {
        void context.load(text(value)).then((address) => {
          poster.style.backgroundImage = address === "" ? "" : `url("${CSS.escape(address)}")`;
        });
      }
    },
    fields: (field) => (field === "context" || field === "node" ? { methods: ["setSrc", "play", "pause", "seek"] } : undefined),
    method(method, args) {
      if (method === "setSrc") void open(text(argument(args, "src")));
      else if (method === "play") start();
      else if (method === "pause") player.pause();
      else if (method === "seek") player.currentTime = number(argument(args, "position"), 0);
    },
    shown(isShown) {
      if (!isShown) player.pause();
    },
    dispose: () => player.pause(),
  };
};
