/** Who calls, as the platform knows it and nobody can pretend, and how many notes are theirs. */
const cloud = require("wx-server-sdk");

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });

exports.main = async () => {
  const { OPENID } = cloud.getWXContext();
  const { total } = await cloud.database().collection("notes").where({ _openid: OPENID }).count();
  return { openid: OPENID, notes: total };
};
