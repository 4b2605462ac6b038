const shop = require("../../shop");
const words = require("../../words");

Page({
  data: { words: {}, pizza: null, address: null, busy: false },
  onLoad() {
    const said = words();
    wx.setNavigationBarTitle({ title: said.title });
    this.setData({ words: said, pizza: getApp().chosen });
    if (!this.data.pizza) wx.reLaunch({ url: "/pages/menu/menu" });
    else this.chooseAddress();
  },
  chooseAddress() {
    wx.chooseAddress({ success: (address) => this.setData({ address }), fail: () => undefined });
  },
  async pay() {
    const { pizza, address, words: said } = this.data;
    if (!address) return wx.showToast({ title: said.noAddress, icon: "none" });
    this.setData({ busy: true });
    try {
      const { number, payment } = await shop.order(pizza.id, address);
      await wx.requestPayment(payment);
      wx.redirectTo({ url: `/pages/status/status?number=${number}` });
    } catch (problem) {
      const title = /cancel/.test(problem.errMsg || "") ? said.notPaid : said.failed;
      wx.showToast({ title, icon: "none" });
      this.setData({ busy: false });
    }
  },
});
