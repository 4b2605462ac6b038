App({
  onLaunch() {
    // Without an environment: the one that this program has.
    wx.cloud.init({ traceUser: true });
  },
});
