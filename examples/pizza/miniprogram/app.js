const shop = require("./shop");

App({
  onLaunch() {
    // Nobody fills in a form: by the time a pizza is chosen, the shop knows whose it is.
    shop.signIn().catch(() => undefined);
  },
  chosen: null,
});
