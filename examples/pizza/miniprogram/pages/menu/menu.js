const shop = require("../../shop");
const words = require("../../words");

Page({
  data: { words: {}, pizzas: [], state: "loading" },
  onLoad() {
    const said = words();
    this.setData({ words: said });
    wx.setNavigationBarTitle({ title: said.title });
    this.load();
  },
  onPullDownRefresh() {
    this.load().then(() => wx.stopPullDownRefresh());
  },
  load() {
    const language = wx.getAppBaseInfo().language.startsWith("zh") ? "zh" : "en";
    return shop.menu().then(
      ({ pizzas }) => this.setData({ state: "here", pizzas: pizzas.map((one) => ({ ...one, name: one.names[language], words: one.words[language] })) }),
      () => this.setData({ state: "failed" }),
    );
  },
  choose({ currentTarget }) {
    getApp().chosen = this.data.pizzas[currentTarget.dataset.index];
    wx.navigateTo({ url: "/pages/order/order" });
  },
});
