/** One board for everybody: notes come by a watch, so that what others pin up appears by itself. */
const words = require("../../words");

Page({
  data: { words, notes: [], text: "", picture: "", openid: "", count: "", problem: "", isSending: false },

  onLoad() {
    wx.setNavigationBarTitle({ title: words.title });
    this.db = wx.cloud.database();
    this.begin();
  },

  onUnload() {
    this.watcher?.close();
  },

  begin() {
    this.watcher = this.db
      .collection("notes")
      .orderBy("at", "desc")
      .limit(50)
      .watch({
        onChange: ({ docs }) => {
          this.setData({ notes: docs.map((note) => ({ ...note, time: timeOf(note.at) })), problem: "" });
          this.ask();
        },
        onError: ({ errCode, errMsg }) => this.setData({ problem: errCode === -502005 ? words.noCollection : errMsg }),
      });
  },

  /** The server's word for who this is, and how much of the board is theirs. */
  async ask() {
    try {
      const { result } = await wx.cloud.callFunction({ name: "whoami" });
      this.setData({ openid: result.openid, count: words.count(result.notes) });
    } catch ({ errMsg }) {
      console.warn(errMsg);
    }
  },

  write({ detail }) {
    this.setData({ text: detail.value });
  },

  async choose() {
    try {
      const { tempFiles } = await wx.chooseMedia({ count: 1, mediaType: ["image"] });
      this.setData({ picture: tempFiles[0].tempFilePath });
    } catch {
      // Nothing was chosen.
    }
  },

  async add() {
    const text = this.data.text.trim();
    if (text === "" || this.data.isSending) return;
    this.setData({ isSending: true });
    try {
      const picture = this.data.picture === "" ? "" : await upload(this.data.picture);
      await this.db.collection("notes").add({ data: { text, picture, at: this.db.serverDate() } });
      this.setData({ text: "", picture: "" });
    } catch ({ errMsg }) {
      wx.showModal({ title: words.failed, content: errMsg, showCancel: false });
    } finally {
      this.setData({ isSending: false });
    }
  },

  async remove({ currentTarget }) {
    const { id, picture } = currentTarget.dataset;
    await this.db.collection("notes").doc(id).remove();
    if (picture) await wx.cloud.deleteFile({ fileList: [picture] });
  },
});

async function upload(filePath) {
  const ending = filePath.split(".").pop();
  const cloudPath = `notes/${Date.now()}-${Math.floor(Math.random() * 1e6)}.${ending}`;
  const { fileID } = await wx.cloud.uploadFile({ cloudPath, filePath });
  return fileID;
}

const two = (number) => String(number).padStart(2, "0");

function timeOf(at) {
  return at instanceof Date ? `${at.getMonth() + 1}/${at.getDate()} ${two(at.getHours())}:${two(at.getMinutes())}` : "";
}
