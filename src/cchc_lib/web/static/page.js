// What is nicer with a script; without it every button of the pages works too.
"use strict";

const busy = document.getElementById("dang-lam");
let isSaved = true;

for (const form of document.querySelectorAll("form")) {
  const file = form.querySelector("input[type=file]");
  const most = Number(form.dataset.most) * 1024 * 1024;

  form.addEventListener("submit", (event) => {
    if (file && file.files.length && file.files[0].size > most) {
      event.preventDefault();
      busy.textContent = `Tệp lớn hơn ${form.dataset.most} MB nên không gửi được.`;
      return;
    }
    const open = form.querySelector("input[name=mo]");
    if (open) {
      open.value = [...form.querySelectorAll("details[open][id]")].map((each) => each.id).join(" ");
    }
    isSaved = true;
    const isDownload = event.submitter && "download" in event.submitter.dataset;
    busy.textContent = form.dataset.busy;
    if (isDownload) setTimeout(() => { busy.textContent = ""; }, 1500);
  });

  if ("keep" in form.dataset) form.addEventListener("input", () => { isSaved = false; });
}

window.addEventListener("beforeunload", (event) => { if (!isSaved) event.preventDefault(); });
window.addEventListener("pageshow", () => { busy.textContent = ""; });

for (const drop of document.querySelectorAll(".drop")) {
  const file = drop.querySelector("input[type=file]");
  const mark = (isOver) => (event) => {
    event.preventDefault();
    drop.classList.toggle("over", isOver);
  };
  drop.addEventListener("dragover", mark(true));
  drop.addEventListener("dragleave", mark(false));
  drop.addEventListener("drop", (event) => {
    mark(false)(event);
    if (event.dataTransfer.files.length) file.files = event.dataTransfer.files;
  });
}

function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let each = target; each; each = each.parentElement) {
    if (each instanceof HTMLDetailsElement) each.open = true;
  }
  if (target) target.scrollIntoView();
}
window.addEventListener("hashchange", reveal);
if (location.hash) reveal();
