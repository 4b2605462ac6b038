const shop = require("../../shop");
const words = require("../../words");

const EVERY_MS = 3000;

Page({
  data: { words: {}, number: "", step: 0 },
  onLoad({ number }) {
    this.setData({ words: words(), number });
    this.look();
  },
  onShow() {
    this.timer = setInterval(() => this.look(), EVERY_MS);
  },
  onHide() {
    clearInterval(this.timer);
  },
  onUnload() {
    clearInterval(this.timer);
  },
  onPullDownRefresh() {
    this.look().then(() => wx.stopPullDownRefresh());
  },
  look() {
    return shop.see(this.data.number).then(
      ({ step }) => this.setData({ step }),
      () => undefined,
    );
  },
  more() {
    wx.reLaunch({ url: "/pages/menu/menu" });
  },
});
