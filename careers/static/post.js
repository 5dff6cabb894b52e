// Shows the chosen channel's rules and how many characters are left, as the network counts them.
"use strict";

const channel = document.querySelector("#channel_id");
const text = document.querySelector("#text");
const counter = document.querySelector("[data-counter]");
const lines = [...document.querySelectorAll("[data-channel]")];

function count() {
  const line = lines.find((one) => one.dataset.channel === channel.value);
  for (const one of lines) one.hidden = one !== line;
  if (!line) { counter.textContent = ""; return; }
  const link = "x".repeat(Number(line.dataset.link));
  const whole = text.value.includes("{link}") ? text.value.replaceAll("{link}", link) : `${text.value.trimEnd()}\n\n${link}`;
  const left = Number(line.dataset.limit) - [...whole].length;
  counter.textContent = left >= 0 ? counter.dataset.left.replace("%(left)s", left) : counter.dataset.over.replace("%(over)s", -left);
  counter.classList.toggle("over", left < 0);
}

channel.addEventListener("change", () => {
  const line = lines.find((one) => one.dataset.channel === channel.value);
  if (line && !text.value) text.value = line.dataset.text;
  count();
});
text.addEventListener("input", count);
count();
