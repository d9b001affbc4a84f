"use strict";
// Draws every canvas of the page from the figures that stand beside it.
(function () {
  const colours = ["#1d4f91", "#c05000", "#2e7d32", "#6a3d9a", "#7a5c00", "#00707a"];
  const shades = { 50: "rgba(29,79,145,0.35)", 80: "rgba(29,79,145,0.2)", 90: "rgba(29,79,145,0.1)", 95: "rgba(29,79,145,0.1)" };

  function band(series) {
    const common = { data: null, pointRadius: 0, borderWidth: 0, type: "line", tension: 0 };
    return [
      Object.assign({}, common, { label: series.name + ", lower end", data: series.lower, fill: false }),
      Object.assign({}, common, { label: series.name, data: series.values, fill: "-1", backgroundColor: shades[series.share] }),
    ];
  }

  function bars(series, colour) {
    const data = series.lower ? series.values.map((value, i) => value === null ? null : [series.lower[i], value]) : series.values;
    // Floating bars of several series share their rows: each row belongs to one of them.
    return [{ type: "bar", label: series.name, data: data, backgroundColor: colour, grouped: !series.lower }];
  }

  // Lines of one chart differ in dashes as well as in colour.
  const dashes = [[], [8, 4], [2, 3], [12, 3, 2, 3], [5, 2]];

  function line(series, place) {
    const points = series.shape === "points";
    const colour = points ? "#111" : colours[place % colours.length];
    return [{
      type: "line", label: series.name, data: series.values, borderColor: colour, fill: false,
      borderDash: points ? [] : dashes[place % dashes.length],
      borderWidth: points ? 1 : 3, pointRadius: points ? 4 : 0, backgroundColor: colour, tension: 0,
    }];
  }

  function datasets(series, index, all) {
    const colour = colours[index % colours.length];
    if (series.shape === "band") { return band(series); }
    if (series.shape === "bars" || series.shape === "floating") { return bars(series, colour); }
    return line(series, all.slice(0, index).filter((other) => other.shape === "line").length);
  }

  function draw(canvas) {
    const figures = JSON.parse(document.getElementById(canvas.dataset.figures).textContent);
    const sets = figures.series.flatMap(datasets);
    const many = figures.series.length > 1;
    const floating = figures.series.some((series) => series.shape === "floating");
    const categories = { ticks: { color: "#111", autoSkip: !floating } };
    const values = { title: { display: true, text: figures.axis, color: "#111" }, ticks: { color: "#111" } };
    new Chart(canvas, {
      type: figures.series[0].shape === "bars" || floating ? "bar" : "line",
      data: { labels: figures.labels, datasets: sets },
      options: {
        animation: false, responsive: true, maintainAspectRatio: false, indexAxis: floating ? "y" : "x",
        scales: floating ? { x: values, y: categories } : { x: categories, y: values },
        plugins: {
          legend: { display: many, labels: { color: "#111", filter: (item) => !item.text.endsWith(", lower end") } },
        },
      },
    });
  }

  // Pages that change call it for what is new in them.
  window.drawCharts = function (part) {
    for (const canvas of part.querySelectorAll("canvas[data-figures]")) { draw(canvas); }
  };
  window.drawCharts(document);
})();
