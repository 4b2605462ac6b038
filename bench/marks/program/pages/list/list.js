const rowsOf = (count, round) =>
  Array.from({ length: count }, (_, id) => ({ id, name: `Dish ${id} of ${round}`, price: `¥${id + round}.00`, sold: (id + round) % 2 === 0 }));
const now = () => String(performance.timeOrigin + performance.now());
const series = (act, left = 20) => {
  setTimeout(() => {
    act();
    if (left > 1) series(act, left - 1);
  }, 40);
};

Page({
  data: { stamp: "", rows: rowsOf(20, 0) },
  round: 0,
  small() {
    series(() => this.setData({ stamp: now() }));
  },
  create() {
    const stamp = now();
    this.setData({ rows: rowsOf(1000, 0), stamp });
  },
  update() {
    const stamp = now();
    this.round += 1;
    this.setData({ rows: rowsOf(1000, this.round), stamp });
  },
  one() {
    this.round += 1;
    this.setData({ "rows[500].price": `¥${this.round}.50`, stamp: now() });
  },
});
