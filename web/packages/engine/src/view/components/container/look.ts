/** Looks of the containers. */
export const containerLook = `
wx-scroll-view { display: block; position: relative; width: 100%; overflow: hidden; box-sizing: border-box; }
.hutong-scroll { position: relative; width: 100%; height: 100%; max-height: inherit; overscroll-behavior: contain; -webkit-overflow-scrolling: touch; scrollbar-width: none; }
.hutong-scroll::-webkit-scrollbar { display: none; }
.hutong-flex { display: flex; flex-direction: inherit; flex-wrap: inherit; align-items: inherit; align-content: inherit; justify-content: inherit; }
.hutong-paging > * { scroll-snap-align: start; scroll-snap-stop: always; }
.hutong-refresher { position: absolute; inset: 0 0 auto; display: flex; flex-direction: column; justify-content: center; overflow: hidden; }
.hutong-refresher > .hutong-dots { position: static; }
.hutong-refresher > :not(.hutong-dots) ~ .hutong-dots, .hutong-refresher > .hutong-dots:not(:only-child) { display: none; }
wx-swiper { display: block; position: relative; height: 150px; overflow: hidden; touch-action: pan-y; -webkit-user-select: none; user-select: none; }
wx-swiper.hutong-vertical { touch-action: pan-x; }
.hutong-swiper-frame { position: absolute; inset: 0; }
.hutong-swiper-track { position: relative; width: 100%; height: 100%; will-change: transform; }
wx-swiper-item { display: block; position: absolute; top: 0; left: 0; width: 100%; height: 100%; overflow: hidden; will-change: transform; }
.hutong-swiper-dots { position: absolute; z-index: 1; }
.wx-swiper-dots-horizontal { left: 50%; bottom: 10px; transform: translateX(-50%); white-space: nowrap; font-size: 0; }
.wx-swiper-dots-vertical { right: 10px; top: 50%; transform: translateY(-50%); font-size: 0; }
.hutong-swiper-dot { display: inline-block; width: 8px; height: 8px; border-radius: 50%; cursor: pointer; transition: background-color .2s; }
.wx-swiper-dots-horizontal > .hutong-swiper-dot + .hutong-swiper-dot { margin-left: 8px; }
.wx-swiper-dots-vertical > .hutong-swiper-dot { display: block; }
.wx-swiper-dots-vertical > .hutong-swiper-dot + .hutong-swiper-dot { margin-top: 9px; }
wx-movable-area { display: block; position: relative; width: 10px; height: 10px; }
wx-movable-view { display: inline-block; position: absolute; top: 0; left: 0; width: 10px; height: 10px; will-change: transform; -webkit-user-select: none; user-select: none; }
wx-page-container { display: block; position: fixed; inset: 0; }
.hutong-overlay { position: absolute; inset: 0; background: rgba(0, 0, 0, .5); }
.hutong-drawer { position: absolute; overflow: auto; background: #fff; }
:root[data-theme="dark"] .hutong-drawer { background: #191919; }
.hutong-drawer[data-position="bottom"] { inset: auto 0 0; max-height: 100%; }
.hutong-drawer[data-position="top"] { inset: 0 0 auto; max-height: 100%; }
.hutong-drawer[data-position="right"] { inset: 0 0 0 auto; width: 100%; }
.hutong-drawer[data-position="center"] { inset: 0; }
.hutong-round[data-position="bottom"] { border-radius: 20px 20px 0 0; }
.hutong-round[data-position="top"] { border-radius: 0 0 20px 20px; }
wx-root-portal, .hutong-portal, wx-match-media, wx-page-meta, wx-navigation-bar { display: contents; }
wx-page-meta, wx-navigation-bar { display: none; }
wx-web-view { display: block; position: absolute; inset: 0; z-index: 1; background: #fff; }
wx-open-data { display: inline; }
.hutong-avatar { display: block; width: 100%; height: 100%; min-width: 1em; min-height: 1em; background: #d8dcdb; border-radius: inherit; }
`;
