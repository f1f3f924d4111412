// Runs before the page is drawn, so that a remembered theme never flashes the other one.
const remembered = (() => {
  try {
    return localStorage.getItem("theme");
  } catch {
    return null;
  }
})();
if (remembered === "light" || remembered === "dark") {
  document.documentElement.dataset.theme = remembered;
}
