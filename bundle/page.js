"use strict";
// The page: it takes files, has the worker read them one after the other, and shows what the worker says. It keeps nothing.
const words = JSON.parse(document.getElementById("words").textContent);
const results = []; // {name, zh, en} each, or {name, error}
let language = document.documentElement.dataset.language;
let worker, limits, timer, began;
let waiting = [];
let reading = null;

const at = (id) => document.getElementById(id);
const say = (key) => words[language][key];

function speak() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.title = say("bundle.title");
  for (const e of document.querySelectorAll("[data-say]")) e.textContent = say(e.dataset.say);
  at("language").textContent = language === "zh" ? "English" : "中文";
  at("language").lang = language === "zh" ? "en" : "zh-CN";
  status();
  show();
}

function status() {
  let text = say(limits ? "bundle.ready" : "bundle.starting");
  if (reading) text = say("bundle.reading").replace("{name}", reading.name).replace("{count}", waiting.length);
  if (at("status").dataset.broken) text = say("bundle.broken") + at("status").dataset.broken;
  at("status").textContent = text;
}

function show() {
  at("results").replaceChildren(...results.map(section));
  at("actions").hidden = results.length === 0;
}

// section is all that there is to say of a file: its cards, and why a part of it was not read.
function section(result) {
  const out = document.createElement("section");
  const name = document.createElement("p");
  name.className = "name";
  name.textContent = result.name;
  out.append(name);
  if (result.error) {
    out.append(refusal(say("bundle.broken") + result.error));
    return out;
  }
  const said = result[language];
  for (const r of said.rejected) {
    out.append(refusal(r.path === result.name ? r.message : r.path + ": " + r.message));
  }
  const cards = document.createElement("div");
  cards.innerHTML = said.cards; // every text of a document is escaped there
  out.append(cards);
  return out;
}

function refusal(text) {
  const p = document.createElement("p");
  p.className = "refused";
  p.textContent = text;
  return p;
}

function start() {
  const url = URL.createObjectURL(new Blob([at("runtime").textContent, at("worker").textContent], { type: "text/javascript" }));
  limits = null;
  worker = new Worker(url);
  URL.revokeObjectURL(url);
  worker.onmessage = ({ data }) => {
    if (data.limits) {
      limits = data.limits;
      document.documentElement.dataset.ready = Math.round(performance.now());
      status();
      next();
    } else {
      done(data);
    }
  };
  worker.onerror = (e) => { fail(e.message); };
  worker.postMessage({ program: at("program").textContent });
}

// fail shows that nothing can be read here.
function fail(message) {
  at("status").dataset.broken = message || " ";
  at("status").className = "refused";
  status();
}

function take(files) {
  waiting.push(...files);
  next();
}

// next has a file read. The worker cannot be interrupted while it works, so that one which overruns the limit is ended.
function next() {
  if (!limits || reading || waiting.length === 0) return;
  reading = waiting.shift();
  const file = reading;
  began = performance.now();
  status();
  timer = setTimeout(() => {
    worker.terminate();
    const slow = limits.slow;
    const of = (l) => ({ cards: "", text: "", reports: [], rejected: [{ path: file.name, reason: "too_slow", message: slow[l] }] });
    start();
    done({ zh: of("zh"), en: of("en") });
  }, limits.milliseconds);
  worker.postMessage({ file });
}

function done(said) {
  clearTimeout(timer);
  results.push({ name: reading.name, milliseconds: performance.now() - began, ...said });
  reading = null;
  status();
  at("results").append(section(results.at(-1)));
  at("actions").hidden = false;
  next();
}

function save() {
  const all = { reports: [], rejected: [] };
  for (const r of results) {
    if (r.error) continue;
    all.reports.push(...r[language].reports);
    all.rejected.push(...r[language].rejected);
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(all, null, 1)], { type: "application/json" }));
  link.download = "gongkai.json";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

at("files").addEventListener("change", (e) => { take(e.target.files); });
at("choose").addEventListener("click", () => { at("files").value = ""; at("files").click(); });
at("language").addEventListener("click", () => { language = language === "zh" ? "en" : "zh"; speak(); });
at("print").addEventListener("click", () => { print(); });
at("save").addEventListener("click", save);
at("clear").addEventListener("click", () => { results.length = 0; show(); });
document.addEventListener("dragover", (e) => { e.preventDefault(); at("drop").classList.add("over"); });
document.addEventListener("dragleave", () => { at("drop").classList.remove("over"); });
document.addEventListener("drop", (e) => { e.preventDefault(); at("drop").classList.remove("over"); take(e.dataTransfer.files); });
speak();
if (typeof WebAssembly === "undefined" || typeof DecompressionStream === "undefined" || typeof Worker === "undefined") fail(say("bundle.old"));
else start();
