// What script in the frame's own document could try, row by row. It has `kept`, so that the policy is what is tried.
(() => {
  const later = (ms) => new Promise((done) => setTimeout(done, ms));
  const element = (name, attributes, parent = document.body) => {
    const made = document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
    parent.append(made);
    return made;
  };
  /** Resolves with what came of an element: "loaded" or "refused". */
  const shown = (made) => new Promise((done, failed) => {
    made.addEventListener("load", () => done("loaded"));
    made.addEventListener("error", () => failed(new Error("refused")));
  });
  /** Also what is refused has loaded then, as an empty page; whether anybody was reached is told elsewhere. */
  const framed = async (made) => {
    await shown(made);
    await later(100);
  };
  const styled = async (property, value) => {
    const made = element("div", {});
    made.textContent = "x";
    made.style.setProperty(property, value);
    await later(100);
    return undefined;
  };
  const socketed = (made) => new Promise((done, failed) => {
    made.onopen = () => done("open");
    made.onerror = () => failed(new Error("refused"));
  });
  const page = (address) => `<script>new Image().src="${address}"</script>`;

  const code = {
    eval: () => (0, eval)("1 + 1"),
    constructor: () => (function () {}).constructor("return 1")(),
    timerOfText: () => setTimeout("globalThis.ran = 1", 0),
    handlerOfText: () => {
      element("div", { onclick: "globalThis.ran = 1" }).click();
      return globalThis.ran;
    },
    javascriptLink: async () => {
      element("a", { href: "javascript:globalThis.ran = 1" }).click();
      await later(50);
      return globalThis.ran;
    },
    scriptOfText: () => {
      const made = document.createElement("script");
      made.text = "globalThis.ran = 1";
      document.body.append(made);
      return globalThis.ran;
    },
    webAssembly: () => WebAssembly.instantiate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])),
  };

  const around = {
    parentDocument: () => parent.document.title,
    topDocument: () => top.document.body,
    parentProgram: () => parent.hutongMini,
    parentFunction: () => parent.fetch("/"),
    cookiesRead: () => document.cookie,
    cookiesWritten: () => (document.cookie = "a=b"),
    localStorage: () => localStorage.length,
    sessionStorage: () => sessionStorage.length,
    database: () => new Promise((done, failed) => {
      const request = kept.indexedDB.open("x");
      request.onsuccess = () => done("open");
      request.onerror = () => failed(request.error);
    }),
    caches: () => kept.caches.open("x"),
    topNavigation: (at) => {
      top.location.href = at("top");
    },
    topByLink: (at) => element("a", { href: at("top-link"), target: "_top" }).click(),
    topByForm: (at) => element("form", { action: at("top-form"), target: "_top" }).submit(),
    windowOpen: (at) => kept.open(at("open"))?.closed,
    windowByLink: (at) => element("a", { href: at("blank"), target: "_blank" }).click(),
    dialog: () => (kept.alert ?? alert)("x"),
  };

  const network = {
    fetch: (at) => kept.fetch(at("fetch"), { mode: "no-cors" }),
    xhr: (at) => new Promise((done, failed) => {
      const request = new kept.XMLHttpRequest();
      request.onload = () => done("loaded");
      request.onerror = () => failed(new Error("refused"));
      request.open("GET", at("xhr"));
      request.send();
    }),
    webSocket: (at) => socketed(new kept.WebSocket(at("socket").replace("http", "ws"))),
    eventSource: (at) => socketed(new kept.EventSource(at("events"))),
    // Says that it is on its way whatever becomes of it.
    beacon: (at) => void Navigator.prototype.sendBeacon?.call(navigator, at("beacon")),
    workerOfText: (at) => new kept.Worker(kept.createObjectURL(new Blob([`fetch("${at("worker")}")`], { type: "text/javascript" }))),
    workerOfAddress: (at) => new kept.Worker(at("worker-address")),
    sharedWorker: (at) => new kept.SharedWorker(at("shared-worker")),
    form: (at) => element("form", { action: at("form"), method: "post" }).submit(),
    script: (at) => {
      const made = document.createElement("script");
      made.src = at("script");
      document.body.append(made);
      return shown(made);
    },
    module: (at) => import(at("module")),
    innerFrame: (at) => framed(element("iframe", { src: at("frame") })),
    object: (at) => framed(element("object", { data: at("object") })),
    embed: (at) => framed(element("embed", { src: at("embed") })),
    ping: (at) => element("a", { href: "#", ping: at("ping") }).click(),
  };

  const leaks = {
    image: (at) => shown(Object.assign(new Image(), { src: at("image") })),
    imageSet: (at) => shown(element("img", { srcset: `${at("srcset")} 1x` })),
    svgImage: (at) => {
      const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      const image = document.createElementNS("http://www.w3.org/2000/svg", "image");
      image.setAttribute("href", at("svg"));
      svg.append(image);
      document.body.append(svg);
      return shown(image);
    },
    imageInput: (at) => shown(element("input", { type: "image", src: at("input") })),
    poster: async (at) => {
      element("video", { poster: at("poster") });
      await later(100);
    },
    sound: (at) => shown(element("audio", { src: at("sound"), preload: "auto" })),
    background: (at) => styled("background-image", `url(${at("background")})`),
    listStyle: (at) => styled("list-style", `url(${at("list")})`),
    cursor: (at) => styled("cursor", `url(${at("cursor")}), auto`),
    mask: (at) => styled("mask-image", `url(${at("mask")})`),
    content: (at) => styled("content", `url(${at("content")})`),
    styleElement: (at) => {
      element("style", {}).textContent = `body { background: url(${at("style-element")}) }`;
      return later(100);
    },
    sheetOfScript: async (at) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`@font-face { font-family: leak; src: url(${at("sheet-font")}) } div { font-family: leak; background: url(${at("sheet")}) }`);
      document.adoptedStyleSheets.push(sheet);
      await later(100);
    },
    font: (at) => new FontFace("leak2", `url(${at("font")})`).load(),
    ...Object.fromEntries(
      ["stylesheet", "prefetch", "prerender", "modulepreload", "manifest", "icon", "preconnect"].map((rel) => [rel, (at) => {
        element("link", { rel, href: at(rel) }, document.head);
        return later(100);
      }]),
    ),
    preload: (at) => shown(element("link", { rel: "preload", as: "image", href: at("preload") }, document.head)),
    speculation: async (at) => {
      const made = document.createElement("script");
      made.type = "speculationrules";
      made.textContent = JSON.stringify({ prefetch: [{ source: "list", urls: [at("speculation")], requires: [] }] });
      document.body.append(made);
      await later(100);
    },
  };

  /** Sends a packet or two to whoever it is told is a STUN server. */
  const gather = async (Peer, server) => {
    const peer = new Peer({ iceServers: [{ urls: server }] });
    peer.createDataChannel("x");
    await peer.setLocalDescription(await peer.createOffer());
    await later(300);
    return "gathered";
  };
  const realms = {
    peer: () => gather(RTCPeerConnection, globalThis.stunServer),
    peerOfInnerFrame: () => gather(element("iframe", {}).contentWindow.RTCPeerConnection, globalThis.stunServer),
    srcdoc: (at) => {
      document.createElement("iframe").srcdoc = page(at("srcdoc"));
      return "assigned";
    },
    srcdocAttribute: (at) => {
      element("iframe", { srcdoc: page(at("srcdoc-attribute")) });
      return "assigned";
    },
    dataFrame: (at) => framed(element("iframe", { src: `data:text/html,${encodeURIComponent(page(at("data-frame")))}` })),
    blobFrame: (at) => framed(element("iframe", { src: kept.createObjectURL(new Blob([page(at("blob-frame"))], { type: "text/html" })) })),
    javascriptFrame: (at) => framed(element("iframe", { src: `javascript:new Image().src="${at("javascript-frame")}"` })),
    writtenFrame: (at) => {
      const inner = element("iframe", {});
      inner.contentDocument.write(page(at("written-frame")));
      return "written";
    },
  };

  const types = {
    policy: () => kept.trustedTypes.createPolicy("mine", { createHTML: (text) => text }).name,
    policyOfTheEngine: () => kept.trustedTypes.createPolicy("hutong-worker", { createScript: (text) => text }).name,
    innerHTML: (at) => (document.createElement("div").innerHTML = `<img src="${at("inner-html")}">`),
    adjacent: (at) => document.body.insertAdjacentHTML("beforeend", `<img src="${at("adjacent")}">`) ?? "inserted",
    fragment: (at) => document.createRange().createContextualFragment(`<img src="${at("fragment")}">`).nodeName,
    parser: () => new DOMParser().parseFromString("<p>", "text/html").nodeName,
    write: () => Document.prototype.write.call(document, "<p>") ?? "written",
    nonces: () => [...document.querySelectorAll("*")].map((one) => one.nonce).filter(Boolean)[0],
    base: async () => {
      element("base", { href: "https://elsewhere.example/" }, document.head);
      await later(20);
      return new URL("x", document.baseURI).host === "elsewhere.example" ? "moved" : undefined;
    },
  };

  /** One of these ends the frame's document, so each has a frame of its own. */
  const leaving = {
    location: (at) => (location.href = at("location")),
    replace: (at) => location.replace(at("replace")),
    link: (at) => element("a", { href: at("link") }).click(),
    meta: (at) => element("meta", { "http-equiv": "refresh", content: `0; url=${at("meta")}` }, document.head),
    script: (at) => (location.href = `javascript:new Image().src="${at("location-script")}"`),
  };

  const tried = async (attempt, at) => {
    try {
      const result = await attempt(at);
      return result === undefined ? "nothing" : `done: ${String(result)}`;
    } catch (problem) {
      return `refused: ${problem?.name ?? problem}`;
    }
  };
  const groups = { code, around, network, leaks, realms, types };

  globalThis.attemptAll = async (listener, stunServer) => {
    globalThis.stunServer = stunServer;
    // Out of the call of whoever drives the browser: it may evaluate text, the program may not.
    await later(0);
    const outcomes = {};
    for (const [group, attempts] of Object.entries(groups)) {
      for (const [name, attempt] of Object.entries(attempts)) {
        const at = (word) => `${listener}/${group}-${word}`;
        outcomes[`${group}.${name}`] = await Promise.race([tried(attempt, at), later(700).then(() => "nothing")]);
      }
    }
    return outcomes;
  };
  globalThis.leave = (name, listener) => void setTimeout(() => leaving[name]((word) => `${listener}/leaving-${word}`), 0);
})();
