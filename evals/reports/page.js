"use strict";

// The theme: as the system has it, until the reader chooses.
const root = document.documentElement;
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const theme = document.querySelector("#theme");
const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
const tell = () => { theme.textContent = isDark() ? "Light theme" : "Dark theme"; };
theme.addEventListener("click", () => { root.dataset.theme = isDark() ? "light" : "dark"; tell(); });
dark.addEventListener("change", tell);
theme.hidden = false;
tell();

// A chosen item shows its evidence in the text; choosing it again puts it back.
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-key]");
  if (!button) return;
  const reading = button.closest(".reading");
  const chosen = button.getAttribute("aria-pressed") !== "true";
  for (const one of reading.querySelectorAll("button[data-key]")) one.setAttribute("aria-pressed", "false");
  for (const one of reading.querySelectorAll("mark.on")) one.classList.remove("on");
  if (!chosen) return;
  button.setAttribute("aria-pressed", "true");
  const marks = [...reading.querySelectorAll("mark")].filter((one) => one.dataset.keys.split(" ").includes(button.dataset.key));
  for (const one of marks) one.classList.add("on");
  if (marks.length) marks[0].scrollIntoView({ block: "nearest" });
});

// A link to a case opens it.
const open = () => {
  const found = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (found && found.tagName === "DETAILS") { found.open = true; found.scrollIntoView(); }
};
window.addEventListener("hashchange", open);
open();
