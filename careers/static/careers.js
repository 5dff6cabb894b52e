// Small helps on staff pages; every page works without them.
"use strict";

document.querySelector("[data-focus]")?.focus();

document.addEventListener("submit", (event) => {
  const question = event.target.dataset.confirm;
  if (question && !window.confirm(question)) event.preventDefault();
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const source = document.querySelector(button.dataset.copy);
  const text = "value" in source ? source.value : source.textContent;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    source.select?.();
    document.execCommand("copy");
  }
  const told = button.dataset.copied;
  const before = button.textContent;
  button.textContent = told;
  setTimeout(() => { button.textContent = before; }, 2000);
});

// An offer to undo goes away when its time is over.
for (const offer of document.querySelectorAll("[data-expires]")) {
  setTimeout(() => offer.remove(), Number(offer.dataset.expires) * 1000);
}

// A form that is on its way is not sent twice.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "1";
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// Sections that take longer load after the page; without script their link leads to a page of their own.
for (const place of document.querySelectorAll("[data-load]")) {
  place.setAttribute("aria-busy", "true");
  fetch(place.dataset.load, { credentials: "same-origin" })
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)))
    .then((text) => {
      const found = new DOMParser().parseFromString(text, "text/html").getElementById(place.id);
      if (found) place.replaceChildren(...found.childNodes);
    })
    .catch(() => {})
    .finally(() => place.removeAttribute("aria-busy"));
}
