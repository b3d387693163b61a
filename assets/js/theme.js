// Before the first paint: the reader's own choice of light or dark, and the mark that script runs.
// Not for anything that needs the page: that is reader.js.
const root = document.documentElement;
root.classList.add('js');
try {
  const theme = localStorage.getItem('theme');
  if (theme === 'dark' || theme === 'light') root.dataset.theme = theme;
} catch {
  // Storage may be forbidden: the system's choice stays.
}
