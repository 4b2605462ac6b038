/** Words of the program, in the language the person's device speaks. */
const en = {
  title: "Lane Notes",
  hint: "Something for everybody in the lane",
  add: "Pin it up",
  picture: "Picture",
  changePicture: "Another picture",
  empty: "Nobody has pinned up anything yet.",
  mine: "mine",
  remove: "Take down",
  count: (total) => (total === 1 ? "1 note is yours" : `${total} notes are yours`),
  failed: "Not pinned up",
  noCollection: "There is no collection “notes” yet: make it in the console, all read, creator writes.",
};

const zh = {
  title: "胡同便签",
  hint: "给胡同里的大家写点什么",
  add: "贴上去",
  picture: "配图",
  changePicture: "换一张",
  empty: "还没有人贴便签。",
  mine: "我的",
  remove: "揭下",
  count: (total) => `您贴了 ${total} 张`,
  failed: "没有贴上",
  noCollection: "还没有 notes 集合：请在控制台新建，权限选“所有人可读，仅创建者可写”。",
};

module.exports = wx.getAppBaseInfo().language.startsWith("zh") ? zh : en;
