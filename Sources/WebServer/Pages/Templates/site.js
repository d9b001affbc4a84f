"use strict";
// Without this script every page works by its forms; with it, levers show what they do while they are moved.
(function () {
  function exploring(form) {
    const results = document.getElementById("results");
    const status = document.getElementById("status");
    const keep = document.getElementById("keep");
    const sliders = Array.from(form.querySelectorAll("input.slider"));
    let timer = null;
    let asked = null;

    function number(slider) { return document.getElementById(slider.dataset.for); }

    function mark(input) {
      const isMoved = input.value !== "" && Number(input.value) !== Number(input.dataset.neutral);
      input.closest(".dial").classList.toggle("moved", isMoved);
    }

    // The address has the levers that were moved alone, so that it can be read and sent on.
    function address() {
      const words = new URLSearchParams();
      for (const [name, value] of new FormData(form)) {
        const neutral = form.elements[name].dataset.neutral;
        const isMoved = neutral === undefined || Number(value) !== Number(neutral);
        if (value !== "" && isMoved) { words.append(name, value); }
      }
      return words.toString();
    }

    function fill(text) {
      const words = new URLSearchParams(text);
      for (const input of form.elements) {
        if (!input.name) { continue; }
        const value = words.get(input.name);
        if (value !== null) { input.value = value; } else if (input.dataset.neutral !== undefined) { input.value = input.dataset.neutral; }
      }
      for (const slider of sliders) { slider.value = number(slider).value; mark(number(slider)); }
    }

    function copyToKeep() {
      for (const hidden of keep.querySelectorAll("input[type=hidden]")) {
        const own = form.elements[hidden.name];
        if (own) { hidden.value = own.value; }
      }
    }

    function put(html) {
      for (const canvas of results.querySelectorAll("canvas")) {
        const chart = Chart.getChart(canvas);
        if (chart) { chart.destroy(); }
      }
      const open = new Set(Array.from(results.querySelectorAll("details[open]")).map((part) => part.closest("figure").querySelector("canvas").id));
      results.innerHTML = html;
      window.drawCharts(results);
      for (const part of results.querySelectorAll("figure details")) {
        if (open.has(part.closest("figure").querySelector("canvas").id)) { part.open = true; }
      }
      const summary = results.querySelector("[data-summary]");
      status.textContent = summary ? summary.dataset.summary : "";
    }

    async function show() {
      if (asked) { asked.abort(); }
      asked = new AbortController();
      const own = asked;
      results.setAttribute("aria-busy", "true");
      try {
        const answer = await fetch(form.dataset.preview + "?" + address(), { signal: own.signal });
        const html = await answer.text();
        if (own === asked) { put(html); results.removeAttribute("aria-busy"); }
      } catch (error) {
        if (own !== asked) { return; }
        results.removeAttribute("aria-busy");
        status.textContent = "No answer. Is “sufficiency serve” still running?";
      }
    }

    function soon() { clearTimeout(timer); timer = setTimeout(show, 150); }

    for (const slider of sliders) {
      slider.hidden = false;
      mark(number(slider));
      slider.addEventListener("input", function () { number(slider).value = slider.value; mark(number(slider)); soon(); });
      number(slider).addEventListener("input", function () { slider.value = number(slider).value; mark(number(slider)); soon(); });
    }
    form.addEventListener("change", function (event) {
      const isScenario = event.target.id === "scenario";
      const next = form.action + "?" + address();
      if (isScenario) { location.assign(next); return; }
      history.pushState(null, "", next);
      copyToKeep();
      soon();
    });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      if (!form.reportValidity()) { return; }
      show();
    });
    keep.addEventListener("submit", copyToKeep);
    window.addEventListener("popstate", function () { fill(location.search); copyToKeep(); show(); });
    window.addEventListener("pageshow", function () { fill(location.search); copyToKeep(); });
    const summary = results.querySelector("[data-summary]");
    if (summary) { status.textContent = summary.dataset.summary; } else { show(); }
  }

  function watching(bar) {
    const text = document.getElementById("run-text");
    async function look() {
      try {
        const state = await (await fetch(bar.dataset.state)).json();
        if (!state.running) { location.reload(); return; }
        bar.max = Math.max(1, state.of);
        bar.value = state.finished;
        text.textContent = state.text;
      } catch (error) {
        text.textContent = "No answer. Is “sufficiency serve” still running?";
      }
      setTimeout(look, 500);
    }
    setTimeout(look, 500);
  }

  // No more scenarios can be ticked than can be told apart.
  function choosing(boxes) {
    const most = Number(boxes[0].dataset.most || 3);
    function limit() {
      const full = boxes.filter((box) => box.checked).length >= most;
      for (const box of boxes) { box.disabled = full && !box.checked; }
    }
    for (const box of boxes) { box.addEventListener("change", limit); }
    limit();
  }

  const form = document.getElementById("dials");
  if (form) { exploring(form); }
  const bar = document.getElementById("run-progress");
  if (bar) { watching(bar); }
  const boxes = Array.from(document.querySelectorAll("input[name=with]"));
  if (boxes.length) { choosing(boxes); }
})();
