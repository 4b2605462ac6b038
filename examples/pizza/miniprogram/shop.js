// What the pages ask of the shop's server. Who is asking, it learns once from wx.login.
const { server } = require("./config");

let session = null;

function ask(method, path, data, header = {}) {
  return new Promise((resolve, reject) => {
    wx.request({
      url: server + path,
      method,
      data,
      header,
      success: ({ statusCode, data: said }) => (statusCode === 200 ? resolve(said) : reject(new Error(said.error || statusCode))),
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    });
  });
}

function signIn() {
  session = session || wx.login().then(({ code }) => ask("POST", "/sessions", { code })).then(({ session: key }) => key);
  // Who could not sign in tries anew the next time.
  session.catch(() => (session = null));
  return session;
}

const asMyself = (method, path, data) => signIn().then((key) => ask(method, path, data, { authorization: `Bearer ${key}` }));

module.exports = {
  menu: () => ask("GET", "/menu"),
  signIn,
  order: (pizza, address) => asMyself("POST", "/orders", { pizza, address }),
  see: (number) => asMyself("GET", `/orders/${number}`),
};
